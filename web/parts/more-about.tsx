import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Subject } from '../../src/report/subject.ts'

/** What may have a page of its own. */
export type Topic = Pick<Extract<Subject, { kind: 'package' | 'call' | 'operator' }>, 'kind' | 'name'>

/** The address of a page on a topic; there is none for a report that stands alone. */
export const AddressAbout = createContext<(topic: Topic) => string | undefined>(() => undefined)

/** A link to what is known of a topic, around its name; the name alone where nothing more is to be had. */
export function MoreAbout({ topic, children }: { readonly topic: Topic; readonly children: ComponentChildren }) {
  const address = useContext(AddressAbout)(topic)
  return address === undefined ? <>{children}</> : <a href={address}>{children}</a>
}

/** What a finding is about, where that may have a page of its own. */
export function topicOf(subject: Subject | undefined): Topic | undefined {
  return subject?.kind === 'package' || subject?.kind === 'call' || subject?.kind === 'operator' ? subject : undefined
}
