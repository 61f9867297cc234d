/** What came of reading a file. */
export type Bytes =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'binary' }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'failed'; readonly reason: string }

/** A NUL byte is no part of any text, except of UTF-16, which says so by its first two bytes. */
export function isBinary(bytes: Uint8Array): boolean {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return !wide && bytes.includes(0)
}
