import { Audit } from '../../audit/audit.tsx'
import { newRun } from '../../audit/run.ts'
import type { PageKind } from '../../page-kind.ts'
import '../../../parts/style/answer.css'
import '../../../parts/style/charts.css'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../../report/style/print.css'
import '../../audit/audit.css'

/** Audits what is dropped, on the visitor's own machine. */
export const page = {
  async load() {
    const run = newRun()
    return {
      title: 'Audit a project',
      description:
        'Drop a folder, a .zip, a notebook or a requirements file and see what happens to it on a Mac and on CUDA, line by line. It never leaves your machine.',
      View: (question) => <Audit run={run} {...question} />,
    }
  },
} satisfies PageKind
