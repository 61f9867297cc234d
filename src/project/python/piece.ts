/** A piece of a skimmed text: where it begins there, and where it stands in the file. */
export interface Piece {
  readonly from: number
  readonly at: number
}

/** The offset in the file of an offset in the skimmed text; without pieces the two are the same. */
export function inFile(pieces: readonly Piece[], offset: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.from ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const piece = pieces[low]
  return piece ? piece.at + offset - piece.from : offset
}
