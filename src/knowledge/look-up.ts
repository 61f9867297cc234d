/** An index of a list, worked out once for as long as the list lives. */
interface LookUp<Item> {
  (list: readonly Item[], key: string): Item | undefined
}

/**
 * Makes a look-up by key over lists of facts. The first item with a key wins, as the files put the better one first.
 *
 * @param keysOf - the keys under which an item is found
 */
export function lookUpBy<Item extends object>(keysOf: (item: Item) => readonly string[]): LookUp<Item> {
  const all = lookUpAllBy(keysOf)
  return (list, key) => all(list, key)[0]
}

/** Makes a look-up of all items that have a key, in their order. */
export function lookUpAllBy<Item extends object>(
  keysOf: (item: Item) => readonly string[],
): (list: readonly Item[], key: string) => readonly Item[] {
  const indexes = new WeakMap<readonly Item[], ReadonlyMap<string, readonly Item[]>>()
  return (list, key) => {
    let index = indexes.get(list)
    if (!index) indexes.set(list, (index = indexOf(list, keysOf)))
    return index.get(key) ?? NONE
  }
}

const NONE: readonly never[] = []

function indexOf<Item>(list: readonly Item[], keysOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  const index = new Map<string, Item[]>()
  for (const item of list)
    for (const key of new Set(keysOf(item))) {
      const known = index.get(key)
      if (known) known.push(item)
      else index.set(key, [item])
    }
  return index
}
