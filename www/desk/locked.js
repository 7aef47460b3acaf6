import { element, verbatim } from "../base/element.js";
import { Says } from "../fields/says.js";
import { more } from "../text/messages.js";
import { takeLink } from "./session.js";

/**
 * How to come to a session, where this tab has none.
 *
 * @param {HTMLElement} $root
 */
export function drawLocked($root) {
  const says = new Says("link-says");
  says.say({ kind: "hint", content: [more.linkHelp] });
  const $link = element("input", { ...verbatim, id: "desk-link", class: "in mono", type: "text", "aria-describedby": "link-says" });
  const $form = element(
    "form",
    { class: "card", id: "locked", method: "post", autocomplete: "off", novalidate: true },
    element("div", { class: "body stack" }, element("h1", {}, more.linkHeading), element("div", { class: "field" }, element("label", { for: $link.id }, more.linkLabel), $link, says.$root)),
    element("footer", { class: "act" }, element("button", { type: "submit", class: "btn go" }, more.linkOpen)),
  );
  $form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const token = $link.value.trim().replace(/^.*[#&]t=/, "");
    $link.value = "";
    // What is set up stands in the address and stays.
    if (await takeLink(token)) return location.reload();
    says.say({ kind: "bad", content: [more.linkVoid] });
    $link.focus();
  });
  $root.replaceChildren($form);
  $link.focus();
}
