/**
 * A pure function that works out its result once for each object, for as long as that lives: thousands of observations share
 * their conditions and the function around them, and dozens of rules ask the same of each; a question is held against all
 * names that are known.
 */
export function memoized<Key extends object, Result extends {}>(of: (key: Key) => Result): (key: Key) => Result {
  const known = new WeakMap<Key, Result>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const result = of(key)
    known.set(key, result)
    return result
  }
}
