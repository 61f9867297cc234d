const NONE: readonly never[] = []

/**
 * A list without the room to grow that the engine gives to what was put together piece by piece, and the same one for all
 * that are empty: a large project has half a million lists.
 */
export function fitted<Item>(list: readonly Item[]): readonly Item[] {
  return list.length === 0 ? NONE : list.slice()
}
