import type { PageKind } from '../../page-kind.ts'

/** Audits files that are dropped, on the visitor's own machine. */
export const page = {
  async load() {
    return {
      title: 'Audit a project',
      description: 'Drop a project and see what happens to it on a Mac and on CUDA, file by file.',
      View: Audit,
    }
  },
} satisfies PageKind

function Audit() {
  return <h1>Audit a project</h1>
}
