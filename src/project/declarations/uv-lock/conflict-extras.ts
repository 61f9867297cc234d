const ENCODED = /'extra-(\d{1,3})-([^']*)'/g

/** A marker with the project's extras by their own names: where extras conflict, uv writes `extra-7-project-gpu`. */
export function withPlainExtras(marker: string): string {
  return marker.replace(ENCODED, (encoded: string, length: string, rest: string) => {
    const end = Number(length)
    return rest.charAt(end) === '-' ? `'${rest.slice(end + 1)}'` : encoded
  })
}
