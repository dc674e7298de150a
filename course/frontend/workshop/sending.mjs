// @ts-check
// The ways in which changes leave the workshop. Only the reader's own tap sends anything.

/** An iPhone asks first and reads the file only after the answer. */
const REVOKE_AFTER_MS = 40_000;
/** Browsers and GitHub take addresses up to about this length. */
const LONGEST_ADDRESS = 8_000;

/** @typedef {{repository: string, branch: string, folder: string}} Repository */

/**
 * Saves a file where the browser saves downloads.
 *
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export function download(name, content, type) {
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([content], { type }));
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MS);
}

/** @param {string} base64 */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/**
 * GitHub's page for a new file with this text. Null if the address would be too long.
 *
 * @param {Repository} to
 * @param {string} path
 * @param {string} text
 */
export function addressForNew({ repository, branch, folder }, path, text) {
  const name = encodeURIComponent(folder + path);
  const address = `${repository}/new/${encodeURIComponent(branch)}?filename=${name}&value=${encodeURIComponent(text)}`;
  return address.length <= LONGEST_ADDRESS ? address : null;
}

/**
 * GitHub's page for changing a file.
 *
 * @param {Repository} to
 * @param {string} path
 */
export function addressForChange({ repository, branch, folder }, path) {
  return `${repository}/edit/${encodeURIComponent(branch)}/${folder}${path}`;
}

/** Whether this browser can write into a folder that somebody chooses. */
export const canSaveIntoFolder = "showDirectoryPicker" in window;

/**
 * Writes files into a folder that the reader chooses. Returns false if that is not a course. Throws if
 * the reader chooses none, or if not all files can be written.
 *
 * @param {Map<string, string | null>} texts by path; null deletes a file
 */
export async function saveIntoFolder(texts) {
  // @ts-expect-error: only some browsers have it
  const folder = await window.showDirectoryPicker({ mode: "readwrite" });
  try {
    await folder.getFileHandle("course.yml");
  } catch {
    return false;
  }
  for (const [path, text] of texts) {
    const names = path.split("/");
    const name = /** @type {string} */ (names.pop());
    let inside = folder;
    for (const step of names) inside = await inside.getDirectoryHandle(step, { create: true });
    if (text === null) {
      await inside.removeEntry(name).catch((/** @type {DOMException} */ error) => {
        if (error.name !== "NotFoundError") throw error; // it is gone already
      });
      continue;
    }
    const file = await (await inside.getFileHandle(name, { create: true })).createWritable();
    await file.write(text);
    await file.close();
  }
  return true;
}
