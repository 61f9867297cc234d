/**
 * Counts letters to insert, delete, replace or swap with their neighbour to make of what was typed a name, or how one begins.
 *
 * @param most - the answer is more than that where there are more; only as much of the table is worked out as can be at most
 *   so much
 */
export function differencesFrom(typed: string, most: number): (name: string) => number {
  const width = typed.length + most + 1
  // A table with a row for each letter that was typed and a column for each of the name, kept for all names.
  const table = new Uint8Array((typed.length + 1) * (width + 1)).fill(most + 1)
  const at = (row: number, column: number): number => table[row * (width + 1) + column] ?? most + 1
  for (let column = 0; column <= most; column++) table[column] = column
  for (let row = 0; row <= Math.min(most, typed.length); row++) table[row * (width + 1)] = row
  return (name) => {
    for (let row = 1; row <= typed.length; row++) {
      const first = Math.max(1, row - most)
      let least = row <= most ? row : most + 1
      for (let column = first; column <= row + most; column++) {
        const isSame = column <= name.length && typed[row - 1] === name[column - 1]
        const isSwapped =
          row > 1 && column > 1 && typed[row - 1] === name[column - 2] && typed[row - 2] === name[column - 1]
        const count = Math.min(
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          isSwapped ? at(row - 2, column - 2) + 1 : most + 1,
        )
        table[row * (width + 1) + column] = column > name.length ? most + 1 : Math.min(count, most + 1)
        if (column <= name.length && count < least) least = count
      }
      if (least > most) return most + 1
    }
    let fewest = most + 1
    for (let column = Math.max(0, typed.length - most); column <= typed.length + most; column++) {
      fewest = Math.min(fewest, at(typed.length, column))
    }
    return fewest
  }
}
