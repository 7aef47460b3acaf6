// New passwords outlive the process that set them, and nobody reads them without the recovery code that was shown at the start:
// X25519, HKDF and AES-256-GCM. The process itself can seal and not open.
import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes } from "node:crypto";

// What stands before the 32 bytes of a key in its usual file formats.
const PRIVATE = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC = Buffer.from("302a300506032b656e032100", "hex");
/** To how many bytes a secret is filled up, so that its length is not seen. */
const BLOCK = 64;

const publicKeyOf = (raw) => createPublicKey({ key: Buffer.concat([PUBLIC, raw]), type: "spki", format: "der" });
const rawOf = (publicKey) => publicKey.export({ type: "spki", format: "der" }).subarray(PUBLIC.length);
const keyOf = (privateKey, publicKey, salt) => Buffer.from(hkdfSync("sha256", diffieHellman({ privateKey, publicKey }), salt, "resetkit-desk sealed 1", 32));

/** @returns {{ code: string, seal: string }} the recovery code, 43 letters to be shown once, and the half that seals */
export function newSeal() {
  const { privateKey, publicKey } = generateKeyPairSync("x25519");
  return {
    code: privateKey.export({ type: "pkcs8", format: "der" }).subarray(PRIVATE.length).toString("base64url"),
    seal: rawOf(publicKey).toString("base64url"),
  };
}

/**
 * @param {string} seal
 * @returns {(row: number, secret: string) => string} a sealed line
 */
export function sealer(seal) {
  // A key for this run, and a fresh nonce a line.
  const { privateKey, publicKey } = generateKeyPairSync("x25519");
  const salt = randomBytes(16);
  const key = keyOf(privateKey, publicKeyOf(Buffer.from(seal, "base64url")), salt);
  return (row, secret) => {
    const text = Buffer.from(secret, "utf8");
    const plain = Buffer.alloc(Math.ceil((text.length + 2) / BLOCK) * BLOCK);
    plain.writeUInt16BE(text.length);
    text.copy(plain, 2);
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(String(row)));
    return Buffer.concat([rawOf(publicKey), salt, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64url");
  };
}

/**
 * @param {string} code
 * @param {number} row
 * @param {string} line as {@link sealer} made it
 * @throws {Error} where the code or the row is another one, or a bit was changed
 */
export function unseal(code, row, line) {
  const data = Buffer.from(line, "base64url");
  const privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE, Buffer.from(code, "base64url")]), type: "pkcs8", format: "der" });
  const key = keyOf(privateKey, publicKeyOf(data.subarray(0, 32)), data.subarray(32, 48));
  const decipher = createDecipheriv("aes-256-gcm", key, data.subarray(48, 60)).setAAD(Buffer.from(String(row))).setAuthTag(data.subarray(-16));
  const plain = Buffer.concat([decipher.update(data.subarray(60, -16)), decipher.final()]);
  return plain.subarray(2, 2 + plain.readUInt16BE()).toString("utf8");
}
