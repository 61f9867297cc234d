/**
 * The library: what the command line does, for other programs. For browsers there is `acclimate/browser`, and a JSON
 * Schema of each document in `acclimate/schema/`.
 */
export { audit, openProject } from './pipeline.ts'
export { compare } from './comparison/compare.ts'
export { explainMessage } from './library/explain-message.ts'
export { lookUp } from './library/look-up.ts'
export { isOutputName, outputNames, render } from './library/render.ts'
export { explain, topics } from './shipped/pages.ts'
export type { AuditOptions, Ignore } from './config/options.ts'
export type { OutputName, RenderOptions } from './library/render.ts'
export type { LookupOptions } from './lookup/look-up.ts'
export type { MessageOptions } from './messages/explain-message.ts'
export type { MessageProject } from './messages/places.ts'
export type { Session } from './session/session.ts'
export type { Topic } from './shipped/pages.ts'
export type * from './report/advice.ts'
export type * from './report/comparison.ts'
export type * from './report/edit.ts'
export type * from './report/lookup.ts'
export type * from './report/recognition.ts'
export type * from './report/report.ts'
export type * from './report/subject.ts'
