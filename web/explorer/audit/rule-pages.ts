/** The pages of the docs on kinds of findings, which SARIF carries; loaded for that. */
const pages = import.meta.glob<string>('../../../docs/rules/*/*.md', { query: '?raw', import: 'default', eager: true })

/** The page on a code such as `device/cuda-literal`, in Markdown. */
export function pageOf(code: string): string | undefined {
  return pages[`../../../docs/rules/${code}.md`]
}
