import { Fragment } from 'preact'

/** A sentence in which code may stand between backticks. */
export function Prose({ text }: { readonly text: string }) {
  const parts = text.split('`')
  // Backticks without a partner are meant as they stand.
  if (parts.length % 2 === 0) return <>{text}</>
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>{index % 2 === 0 ? part : <code>{part}</code>}</Fragment>
      ))}
    </>
  )
}
