/**
 * The least prefixes that find all names: for the names of one folder what they begin with, so that a thousand groups
 * of `/ecs/orders/` cost a list of them and not a thousand calls, and a name that is alone in its folder its own.
 */
export function prefixesOf(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    const members = folders.get(folder) ?? [];
    folders.set(folder, members);
    members.push(name);
  }
  const prefixes = new Map<string, readonly string[]>();
  for (const [folder, members] of folders) {
    // Names outside of any folder have nothing in common that would keep a list short.
    if (folder.length > 1) prefixes.set(commonPrefix(members), members);
    else for (const name of members) prefixes.set(name, [name]);
  }
  return prefixes;
}

function commonPrefix(names: readonly string[]): string {
  return names.reduce((prefix, name) => {
    let length = 0;
    while (length < prefix.length && prefix[length] === name[length]) length += 1;
    return prefix.slice(0, length);
  });
}
