/** What only tells PyTorch's own developers of a bug, or is a part of other sentences. */
const INTERNAL = /INTERNAL ASSERT|Could this error message be improved|please report|Schema|SymInt|functionalize/
/** Shorter than this, a text is what stands between two values. */
const SHORTEST = 12

/** Whether a text of a kernel, with its exception, can be met by users and recognized by them. */
export function isOfUsers({ text, exception }) {
  return (
    exception !== undefined &&
    text.length >= SHORTEST &&
    / /.test(text.trim()) &&
    !INTERNAL.test(text) &&
    !/[\t\n]/.test(text)
  )
}
