/** A name without case and without anything that is no letter and no digit: people write `flash attn` and `flash_attn`. */
export function bareName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}+]+/gu, '')
}
