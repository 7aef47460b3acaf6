// Issues in German.
import { locale } from "../phrases.js";

/** @param {import("./locale.js").Facts} facts */
const example = ({ example }) => (example ? ` Beispiel: ${example}` : "");
/** @param {import("./locale.js").Facts} facts @param {string} name */
const given = ({ isSwitch }, name) => (isSwitch ? `„${name}“ einschalten` : `„${name}“ ausfüllen`);

export const messages = /* @__PURE__ */ locale("de", {
  units: {
    characters: { other: "# Zeichen" },
    bytes: { one: "# Byte", other: "# Bytes" },
    items: { one: "# Eintrag", other: "# Einträge" },
  },
  classes: {
    upper: "Großbuchstabe", lower: "Kleinbuchstabe", digit: "Ziffer", special: "Sonderzeichen",
    latin1: "Buchstabe mit Akzent oder Umlaut (é, ü)", otherLetter: "Buchstabe ohne Groß- und Kleinschreibung",
  },
  types: { string: "einen Text", boolean: "true oder false", integer: "eine ganze Zahl", list: "eine Liste von Texten", map: "ein Objekt aus Texten", object: "ein Objekt" },
  sentences: {
    syntax: (x) => `Korrigieren Sie Zeile ${x.line}, Spalte ${x.column}: Das ist kein gültiges ${x.format}.`,
    address: () => "Fügen Sie den Inhalt der Datei ein, nicht ihre Adresse.",
    duplicate_member: (x) => `Entfernen Sie die zweite Angabe in Zeile ${x.line}, Spalte ${x.column}.`,
    unquoted: (x) => `Setzen Sie den Wert in Zeile ${x.line}, Spalte ${x.column} in Anführungszeichen: YAML liest ihn sonst anders.`,
    invalid_quotes: () => "Korrigieren Sie die Anführungszeichen dieser Zeile.",
    invalid_utf8: () => "Speichern Sie die Datei als UTF-8.",
    row_too_long: (x) => `Kürzen Sie diese Zeile auf höchstens ${x.max} Bytes.`,
    wrong_cell_count: (x) => `Diese Zeile braucht ${x.count({ one: "# Zelle", other: "# Zellen" })} wie die Kopfzeile.`,
    truncated: () => "Schließen Sie die Anführungszeichen: Die Datei endet mitten in dieser Zeile.",
    duplicate: () => "Entfernen Sie diese Zeile: Eine frühere gilt für dieselbe Person.",
    not_generated: () => "Lockern Sie die Regeln: Kein erzeugtes Passwort erfüllt sie alle.",
    missing: (x) => (x.members ? `Füllen Sie eines davon aus: ${x.members}.` : x.when ? `Füllen Sie dieses Feld aus, wenn Sie ${given(x, x.when)}.` : x.unless ? `Füllen Sie dieses Feld aus, oder ${x.isSwitch ? `schalten Sie „${x.unless}“ ein` : `füllen Sie „${x.unless}“ aus`}.` : "Füllen Sie dieses Feld aus."),
    unknown_member: (x) => (x.more ? `Entfernen Sie ${x.more} weitere unbekannte Felder.` : `Entfernen Sie dieses Feld. Es gibt nur: ${x.members}.`),
    wrong_type: (x) => `Geben Sie ${x.type} an.`,
    not_a_value: (x) => `Wählen Sie ${x.values}.`,
    out_of_range: (x) => (x.min === undefined ? `Geben Sie höchstens ${x.max} ein.` : x.max === undefined ? `Geben Sie mindestens ${x.min} ein.` : `Geben Sie eine Zahl von ${x.min} bis ${x.max} ein.`),
    conflict: (x) => `Geben Sie nur eines an: dies oder „${x.other}“.`,
    too_short: (x) => (x.exactly ? `Verwenden Sie genau ${x.length}.` : x.min === "1" ? "Füllen Sie dieses Feld aus." : `Verwenden Sie mindestens ${x.length}.`),
    too_long: (x) => (x.exactly ? `Verwenden Sie genau ${x.length}.` : `Verwenden Sie höchstens ${x.length}.`),
    wrong_form: (x) => `${x.positions ? `Prüfen Sie das Zeichen an Position ${x.positions}.` : "Prüfen Sie das Format."}${example(x)}`,
    reserved: (x) => `Verwenden Sie etwas anderes als ${x.values}.`,
    forbidden_character: (x) => `Entfernen Sie ${x.several ? "die Zeichen an den Positionen" : "das Zeichen an Position"} ${x.positions}: ${x.several ? "Sie sind" : "Es ist"} hier nicht erlaubt.${x.composed ? " Geben Sie Buchstabe und Akzent als ein Zeichen ein." : ""}`,
    missing_class: (x) => (x.min && x.min !== "1" ? `Ergänzen Sie: ${x.classes}, mindestens ${x.min}-mal.` : `Ergänzen Sie: ${x.classes}.`),
    too_few_classes: (x) => `Verwenden Sie mindestens ${x.min} dieser Arten: ${x.classes}.`,
    too_few_different: (x) => `Verwenden Sie mindestens ${x.min} verschiedene Zeichen.`,
    too_many_repeats: (x) => `Wiederholen Sie ein Zeichen höchstens ${x.max}-mal hintereinander.`,
    too_many_of_class: (x) => `Verwenden Sie höchstens ${x.max}-mal: ${x.classes}.`,
    too_long_class_run: (x) => `Verwenden Sie höchstens ${x.max} Zeichen einer Art hintereinander.`,
    too_long_sequence: (x) => `Vermeiden Sie Folgen wie abc oder 321 mit mehr als ${x.max} Zeichen.`,
    wrong_first_character: () => "Beginnen Sie mit einem anderen Zeichen.",
    wrong_last_character: () => "Enden Sie mit einem anderen Zeichen.",
    contains_user_name: () => "Verwenden Sie keinen Namen der Person im Passwort.",
    forbidden_word: (x) => `Verwenden Sie ${x.words} nicht im Passwort.`,
    forbidden_password: () => `Wählen Sie ein anderes Passwort: Dieses steht auf der Liste der verbotenen Passwörter.`,
    common_password: () => `Wählen Sie ein anderes Passwort: Dieses ist verbreitet und leicht zu erraten.`,
    rule: (x) => x.english,
    lifecycle: (x) => (x.ends ? `Der Anbieter stellt diesen Dienst ein: ${x.ends}.` : x.english),
    recommended: (x) => (x.members ? `Füllen Sie am besten eines davon aus: ${x.members}.` : "Füllen Sie dieses Feld am besten aus."),
    undocumented_form: (x) => `Prüfen Sie das Format: Dieses ist nicht dokumentiert.${example(x)}`,
    undocumented_group: () => `Ergänzen Sie eine weitere Zeichenart. Das Verzeichnis zählt Buchstaben mit Akzent oder Leerzeichen möglicherweise anders und lehnt dieses Passwort ab.`,
    invisible_character: (x) => `Prüfen Sie Position ${x.positions}: Dort steht ein unsichtbares Zeichen (${x.character}).`,
    look_alike_character: (x) => `Prüfen Sie Position ${x.positions}: Das Zeichen (${x.character}) sieht aus wie ${x.looksLike}.`,
    untypeable_character: (x) => `Prüfen Sie Position ${x.positions}: Die meisten Tastaturen haben dieses Zeichen nicht (${x.character}).`,
    not_nfc: () => "Geben Sie Buchstaben und Akzente als ein Zeichen ein.",
    ends_with_space: () => "Entfernen Sie das Leerzeichen am Anfang oder Ende.",
  },
});
