/** @import { OperationId } from "../types.js" */
import { element } from "../base/element.js";
import { icon } from "../base/icons.js";
import { callDesk, desk, deskAddress } from "../desk/session.js";
import { endpoint, isFramed } from "../desk/endpoint.js";
import { languages, messages, more, speak, spoken } from "../text/messages.js";

/** What stands over everything: one user or many, who acts, the other languages. */
export class Header {
  /**
   * @param {HTMLElement} $root
   * @param {HTMLElement} $sandbox
   * @param {{ onMany: (many: boolean) => void, onLanguage: () => Promise<void> }} handlers
   */
  constructor($root, $sandbox, handlers) {
    this.$root = $root;
    this.$sandbox = $sandbox;
    this.handlers = handlers;
    this.isMany = false;
    this.draw();
  }

  draw() {
    const { handlers } = this;
    const way = (/** @type {string} */ text, /** @type {boolean} */ many) => {
      const $way = element("button", { type: "button", id: many ? "many-users" : "one-user" }, text);
      $way.addEventListener("click", () => {
        this.show(many);
        handlers.onMany(many);
      });
      return $way;
    };
    this.$ways = [way(messages.oneUser, false), way(messages.manyUsers, true)];
    this.$who = element("span", { id: "who", role: "status" });
    const $languages = Object.entries(languages).filter(([tag]) => tag !== spoken).map(([tag, { name }]) => {
      const $language = element("button", { type: "button", class: "lang link", lang: tag }, name);
      $language.addEventListener("click", async () => {
        await speak(tag);
        await handlers.onLanguage();
        /** @type {HTMLElement | null} */ (this.$root.querySelector(".lang"))?.focus();
      });
      return $language;
    });
    this.$root.replaceChildren(
      element("a", { class: "brand", href: location.pathname }, element("img", { src: "icon.svg", alt: "", width: "28", height: "28" }), messages.title),
      element("nav", { class: "nav", "aria-label": messages.howMany }, ...this.$ways),
      element("p", { class: "env end" }, ...(desk?.sandbox ? [] : [icon("shield", "s"), this.$who])),
      ...$languages,
    );
    this.$sandbox.hidden = !desk?.sandbox;
    this.$sandbox.replaceChildren(...(desk?.sandbox ? [icon("flask", "s"), element("span", {}, more.sandbox)] : []));
    this.$sandbox.setAttribute("aria-label", messages.sandboxName);
    this.show(this.isMany);
    this.#say();
  }

  /** @param {boolean} many whether a whole file is shown */
  show(many) {
    this.isMany = many;
    const [$one, $many] = this.$ways ?? [];
    for (const [$way, on] of /** @type {const} */ ([[$one, !many], [$many, many]])) {
      if (on) $way?.setAttribute("aria-current", "page");
      else $way?.removeAttribute("aria-current");
    }
  }

  /** @param {boolean} busy whether nothing may change now */
  lock(busy) {
    this.$root.inert = busy;
  }

  #say() {
    if (!this.$who || desk?.sandbox) return;
    if (!deskAddress()) this.$who.textContent = endpoint() && !isFramed() ? messages.sendsToServer : messages.sendsNothing;
    else if (this.acting) this.$who.replaceChildren(desk?.dryRun ? more.dryRun : more.live, " · ", element("b", {}, this.acting));
    else this.$who.textContent = desk ? (desk.dryRun ? more.dryRun : more.live) : "";
  }

  /**
   * Says who acts, before the first reset.
   *
   * @param {OperationId} operation
   * @returns {Promise<{ code: string, run?: string } | undefined>} why nobody can; nothing where somebody can
   */
  async ask(operation) {
    if (!desk || desk.sandbox) return undefined;
    const { status, body } = await callDesk("who", { operation });
    this.acting = status === 200 ? body.who : undefined;
    this.#say();
    const { code = "unknown", run } = body.error ?? {};
    // What is not known is no reason to warn.
    return status === 200 || code === "unknown" ? undefined : { code, run };
  }
}
