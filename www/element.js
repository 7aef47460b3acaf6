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
