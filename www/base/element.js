/** @import { IconName } from "./icons.js" */
import { icon } from "./icons.js";

/**
 * Makes an element. Texts become text nodes, so nothing that a person typed can become markup.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | boolean | undefined>} [attributes] `true` stands for an attribute without a value;
 *   `false` and `undefined` leave it out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const $element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) $element.setAttribute(attribute, value === true ? "" : value);
  }
  $element.append(...children);
  return $element;
}

/**
 * Puts these into an element, unless they are all that is in it: what is taken out and put back loses the focus, and a text that
 * was being typed there is taken for changed.
 *
 * @param {HTMLElement} $root
 * @param {readonly Node[]} $children
 */
export function keep($root, $children) {
  if ($children.length !== $root.childNodes.length || $children.some(($child, place) => $child !== $root.childNodes[place])) $root.replaceChildren(...$children);
}

/**
 * A button that does something here and submits nothing.
 *
 * @param {string} look its classes, such as `btn go` or `quiet`
 * @param {string} text
 * @param {(event: MouseEvent) => void} onClick
 * @param {{ icon?: IconName, [attribute: string]: string | undefined }} [attributes]
 */
export function button(look, text, onClick, { icon: name, ...attributes } = {}) {
  const $button = element("button", { type: "button", class: look, ...attributes }, ...(name ? [icon(name)] : []), element("span", {}, text));
  $button.addEventListener("click", onClick);
  return $button;
}

/**
 * A summary that is closed until somebody wants what is below it.
 *
 * @param {string} look
 * @param {string} text
 * @param {IconName} [name]
 * @param {...(Node | string)} children
 */
export function disclosure(look, text, name, ...children) {
  return element("details", { class: look }, element("summary", {}, ...(name ? [icon(name, "s")] : []), text, icon("down", "s turn")), ...children);
}

/**
 * Takes away what comes along with a copied ID: spaces of any kind around it, and characters without a width.
 *
 * @param {HTMLInputElement} $input
 */
export function trim($input) {
  // The look back keeps a long row of spaces within from being read again from each of them.
  const trimmed = $input.value.replace(/^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu, "");
  if (trimmed !== $input.value) $input.value = trimmed;
}

/** Password managers that heed these keep their own account out of somebody else's reset. */
export const notForPasswordManagers = { "data-1p-ignore": true, "data-bwignore": true, "data-lpignore": "true", "data-form-type": "other" };

/** What a field for an identifier has, so that nobody and nothing writes into it but the person. */
export const verbatim = { autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false", ...notForPasswordManagers };
