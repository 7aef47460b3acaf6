import { element } from "./element.js";
import { messages } from "./messages.js";

/** @typedef {{ text: string, $input?: HTMLElement }} Problem */

/** All issues of a submit in one place above the form, each a link to its field. */
export class ErrorSummary {
  /** @param {HTMLElement} $root */
  constructor($root) {
    this.$root = $root;
  }

  /** @param {Problem[]} problems */
  show(problems) {
    this.$list = element("ul", {}, ...problems.map(item));
    const $summary = element(
      "div",
      { class: "error-summary", tabindex: "-1" },
      // The role is on a child: on the element that takes focus, screen readers leave one of the two out.
      element("div", { role: "alert" }, element("h2", {}, messages.problems), this.$list),
    );
    // Once left it is no longer a place to click into.
    $summary.addEventListener("blur", () => $summary.removeAttribute("tabindex"), { once: true });
    this.$root.replaceChildren($summary);
    document.title = messages.errorTitle(messages.title);
    $summary.focus();
  }

  /**
   * Where it is shown, keeps of it what is still wrong.
   *
   * @param {Problem[]} problems
   */
  update(problems) {
    const { $list } = this;
    if (!$list) return;
    if (problems.length === 0) return this.clear();
    if ([...$list.children].map(({ textContent }) => textContent).join("\n") === problems.map(({ text }) => text).join("\n")) return;
    // It alarmed once, and what has changed is said beside the field.
    $list.parentElement?.removeAttribute("role");
    $list.replaceChildren(...problems.map(item));
  }

  clear() {
    this.$list = undefined;
    this.$root.replaceChildren();
    document.title = messages.title;
  }
}

/** @param {Problem} problem */
function item({ text, $input }) {
  if (!$input) return element("li", {}, text);
  const $link = element("a", { href: `#${$input.id}` }, text);
  $link.addEventListener("click", (event) => {
    // The browser would write the fragment into the address and scroll the label out of sight.
    event.preventDefault();
    focusField($input);
  });
  return element("li", {}, $link);
}

/** @param {HTMLElement} $input */
function focusField($input) {
  const $label = document.querySelector(`label[for="${$input.id}"]`) ?? $input;
  $label.scrollIntoView();
  $input.focus({ preventScroll: true });
}
