import type { ComponentChildren } from 'preact'
import type { Source } from '../../../src/report/report.ts'
import { AllSources, SourceList } from '../../parts/sources.tsx'

interface Props {
  /** All that the page rests on, each once; the numbers behind its statements are their places. */
  readonly sources: readonly Source[]
  readonly children: ComponentChildren
}

/** A page whose statements have the numbers of its sources behind them, and the list of these at its end. */
export function Cited({ sources, children }: Props) {
  return (
    <AllSources.Provider value={sources}>
      {children}
      <SourceList />
    </AllSources.Provider>
  )
}
