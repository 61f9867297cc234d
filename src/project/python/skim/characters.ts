/** Codes of the characters by which Python text is taken apart. */
export const TAB = 0x09
export const LINE_FEED = 0x0a
export const FORM_FEED = 0x0c
export const CARRIAGE_RETURN = 0x0d
export const SPACE = 0x20
export const DOUBLE_QUOTE = 0x22
export const HASH = 0x23
export const SINGLE_QUOTE = 0x27
export const OPENING = 0x28
export const STAR = 0x2a
export const DASH = 0x2d
export const DOT = 0x2e
export const COLON = 0x3a
export const COMMA = 0x2c
export const EQUALS = 0x3d
export const BACKSLASH = 0x5c
export const UNDERSCORE = 0x5f
export const OPEN_BRACE = 0x7b
export const CLOSE_BRACE = 0x7d
export const BYTE_ORDER_MARK = 0xfeff

/** Whether a character can stand in a word; words of interest are in ASCII, so other letters separate them. */
export function isWordPart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === UNDERSCORE
  )
}

export function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE
}

export function isOpening(code: number): boolean {
  return code === OPENING || code === 0x5b || code === OPEN_BRACE
}

export function isClosing(code: number): boolean {
  return code === 0x29 || code === 0x5d || code === CLOSE_BRACE
}

export function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN
}

/** Where a line end is over, which two characters may make. */
export function afterLineEnd(text: string, at: number): number {
  const isPair = text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED
  return isPair ? at + 2 : at + 1
}
