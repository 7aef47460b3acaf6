import { element } from "./element.js";
import { messages } from "./messages.js";

/** All issues of a submit in one place above the form, each a link to its field. */
export class ErrorSummary {
  /** @param {HTMLElement} $root */
  constructor($root) {
    this.$root = $root;
  }

  /** @param {{ text: string, $input?: HTMLElement }[]} problems */
  show(problems) {
    const $items = problems.map(({ text, $input }) => {
      if (!$input) return element("li", {}, text);
      const $link = element("a", { href: `#${$input.id}` }, text);
      $link.addEventListener("click", (event) => {
        // The browser would write the fragment into the address and scroll the label out of sight.
        event.preventDefault();
        focusField($input);
      });
      return element("li", {}, $link);
    });
    const $summary = element(
      "div",
      { class: "error-summary", tabindex: "-1" },
      // The role is on a child: on the element that takes focus, screen readers leave one of the two out.
      element("div", { role: "alert" }, element("h2", {}, messages.problems), element("ul", {}, ...$items)),
    );
    // Once left it is no longer a place to click into.
    $summary.addEventListener("blur", () => $summary.removeAttribute("tabindex"), { once: true });
    this.$root.replaceChildren($summary);
    document.title = messages.errorTitle(messages.title);
    $summary.focus();
  }

  clear() {
    this.$root.replaceChildren();
    document.title = messages.title;
  }
}

/** @param {HTMLElement} $input */
function focusField($input) {
  const $label = document.querySelector(`label[for="${$input.id}"]`) ?? $input;
  $label.scrollIntoView();
  $input.focus({ preventScroll: true });
}
