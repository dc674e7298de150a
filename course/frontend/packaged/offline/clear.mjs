// @ts-check
// Nothing of a package for a learning management system is saved for offline use.

export async function clearOffline() {}
