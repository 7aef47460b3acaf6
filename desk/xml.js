// The XML of a provider's responses: elements and texts. A parser for all of XML would be 1.5 MB for three flat documents.

const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const unescaped = (text) => text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => ENTITIES[name]);
const escaped = (text) => String(text).replace(/[<>&]/g, (character) => `&${Object.keys(ENTITIES).find((name) => ENTITIES[name] === character)};`);

/**
 * @param {string} text
 * @returns {object | string} an element with elements in it as an object of them, the last of a name; any other as its text
 */
export function readXml(text) {
  const root = {}, open = [{ name: "", value: root, text: "" }];
  for (const [, closing, name, empty, between] of text.matchAll(/<(\/?)([\w:.-]+)(?![\w:.-])[^<>]*?(\/?)>|([^<>]+)/g)) {
    const last = open.at(-1);
    if (between !== undefined) last.text += between;
    else if (!closing && !empty) open.push({ name, value: {}, text: "" });
    else if (closing && open.length > 1) {
      open.pop();
      open.at(-1).value[name] = Object.keys(last.value).length > 0 ? last.value : unescaped(last.text.trim());
    }
  }
  // The element around all says what it is, and its places are said from within.
  return Object.values(root)[0] ?? {};
}

/** @param {object} value */
export function writeXml(value) {
  return Object.entries(value).map(([name, inner]) => `<${name}>${typeof inner === "object" ? writeXml(inner) : escaped(inner)}</${name}>`).join("");
}
