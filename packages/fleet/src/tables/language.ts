import type { Report } from 'acclimate'

const LANGUAGES: Readonly<Record<string, string>> = {
  py: 'Python',
  pyi: 'Python',
  pyx: 'Python',
  ipynb: 'notebooks',
  cu: 'CUDA C++',
  cuh: 'CUDA C++',
  cc: 'CUDA C++',
  cpp: 'CUDA C++',
  h: 'CUDA C++',
  hpp: 'CUDA C++',
}

/** Of a report that names no file in any of them. */
const NO_LANGUAGE = 'none'

/** The language in which most files are written that a report names: a report does not count files by language. */
export function languageOf({ entryPoints = [], findings, workloads }: Report): string {
  const sites = [...findings, ...workloads].flatMap((one) => one.sites)
  const files = new Set([...entryPoints, ...sites].map(({ file }) => file))
  const counts = new Map<string, number>()
  for (const file of files) {
    const language = LANGUAGES[file.slice(file.lastIndexOf('.') + 1).toLowerCase()]
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  const [first] = [...counts].toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
  return first?.[0] ?? NO_LANGUAGE
}
