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
  const indexes = new WeakMap<readonly Item[], ReadonlyMap<string, Item>>()
  return (list, key) => {
    let index = indexes.get(list)
    if (!index) {
      const made = new Map<string, Item>()
      for (const item of list) for (const name of keysOf(item)) if (!made.has(name)) made.set(name, item)
      indexes.set(list, made)
      index = made
    }
    return index.get(key)
  }
}
