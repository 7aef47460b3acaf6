// What stands over everything where a desk sends: that it is a sandbox, or who acts; or how to come to a session.
/** @import { OperationId } from "./types.js" */
import { callDesk, desk, deskAddress, takeLink } from "./desk-session.js";
import { element, notForPasswordManagers } from "./element.js";
import { more } from "./messages.js";

/** @param {HTMLElement} $root */
export function drawStrip($root) {
  $root.replaceChildren();
  $root.hidden = deskAddress() === undefined;
  if ($root.hidden) return;
  if (!desk) return drawLocked($root);
  if (desk.sandbox) $root.append(element("p", { class: "notice sandbox" }, more.sandbox));
  else $root.append(element("p", { class: "notice live", id: "who", role: "status" }, desk.dryRun ? more.dryRun : more.live));
}

/**
 * Says who acts, before the first reset.
 *
 * @param {OperationId} operation
 */
export async function drawWho(operation) {
  const $who = document.getElementById("who");
  if (!$who) return;
  const { status, body } = await callDesk("who", { operation });
  const said = status === 200 ? more.actingAs(body.who) : more.refusal(body.error?.code, body.error?.run);
  $who.textContent = [desk?.dryRun ? more.dryRun : more.live, said].join(" ");
  $who.classList.toggle("is-failure", status !== 200);
}

/** @param {HTMLElement} $root */
function drawLocked($root) {
  const $link = element("input", { id: "desk-link", type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "desk-link-help desk-link-status", ...notForPasswordManagers });
  const $status = element("p", { class: "status", id: "desk-link-status", role: "status" });
  const $form = element(
    "form",
    { class: "notice locked", method: "post", autocomplete: "off" },
    element("div", { class: "field" }, element("label", { for: $link.id }, more.linkLabel), element("p", { class: "help", id: "desk-link-help" }, more.linkHelp), $link),
    element("div", { class: "buttons" }, element("button", { type: "submit" }, more.linkOpen)),
    $status,
  );
  $form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const token = $link.value.trim().replace(/^.*[#&]t=/, "");
    $link.value = "";
    // What is set up stands in the address and stays.
    if (await takeLink(token)) location.reload();
    else $status.textContent = more.linkVoid;
  });
  $root.append($form);
}
