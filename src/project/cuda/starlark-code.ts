const NOT_CODE = /#[^\n]*|'''[^]*?(?:'''|$)|"""[^]*?(?:"""|$)/g

/** Text of Bazel or Meson with comments and long strings blanked, of the same length. */
export function withoutComments(text: string): string {
  return text.replace(NOT_CODE, (part) => part.replace(/[^\r\n]/g, ' '))
}
