import { join, relative } from 'node:path'
import { root } from '../install.mjs'
import { readLibraries } from '../knowledge/read.mjs'

/** What is known of a library, with every field that a fact needs; those who look for mistakes refuse it until it has sources. */
export const example = 'some-package'
export const pattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** The names by which a library is found, in the order in which whoever adds one thinks of them. */
const NAMES = { pypi: 'the distribution', conda: 'the conda package', imports: 'the import', aliases: 'the alias' }

/** Says which file has the name already; a file of another name often does, since families share one. */
export function taken(name) {
  for (const { file, library } of readLibraries(join(root, 'knowledge'))) {
    const path = relative(root, file).replaceAll('\\', '/')
    if (isSame(library.name, name)) return `${path} has the library ${library.name}: edit that one`
    for (const [kind, what] of Object.entries(NAMES)) {
      const same = library[kind].find((known) => isSame(known, name))
      if (same !== undefined) return `${path} has ${what} ${same}: edit that one`
    }
  }
  return undefined
}

/** As indexes compare names: in any case, and whatever stands between the words. */
function isSame(known, name) {
  return (
    String(known)
      .toLowerCase()
      .replace(/[-_.]+/g, '-') === name
  )
}

export function skeleton(name) {
  const file = `knowledge/libraries/${name}.yaml`
  return {
    files: { [file]: factsOf(name) },
    steps: [
      `fill in ${file}; src/knowledge/knowledge.ts says what each field means, knowledge/README.md the rules`,
      'npm run knowledge:lint, until it says nothing',
      `npx vitest run test/docs/pages: it stays red while a TODO is left in ${file}`,
      'npm start -- audit DIR, on a project that requires the library',
    ],
  }
}

const factsOf = (name) => `name: ${name}
# kind: tool, or technique, for what is no library; aliases: other names that people look it up by.
pypi: [${name}]
conda: [${name}]
imports: [${name.replaceAll('-', '_')}]
category: TODO
metal:
  - status: unsupported
    # since, until: the first version for which it holds, and the first for which it no longer does, quoted.
    # from, to: the same as days, bare. Leave out what has no end.
    installs: false
    gpu: false
    note: TODO, what happens on a Mac, in one sentence.
    sources: []
    # - { url: "https://…", seen: ${new Date().toISOString().slice(0, 10)}, kind: documentation }
cuda:
  - status: supported
    installs: true
    gpu: true
    sources: []
alternatives: []
  # - use: what works on a Mac
  #   library: its name here, where there is a file on it
  #   when: the case for which it is an answer, if not for all
  #   keeps: What stays as it was.
  #   loses: What is lost.
  #   effort: hours
  #   sources: []
`
