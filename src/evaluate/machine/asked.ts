import type { Machine } from './machine.ts'

/** What an evaluation has asked of its machine, and what it was told. The same code and answers give the same trace. */
export interface Answers {
  readonly importable: ReadonlyMap<string, boolean | undefined>
  readonly isPackage: ReadonlyMap<string, boolean | undefined>
  readonly version: ReadonlyMap<string, string | undefined>
}

/** The same machine, and its answers, which grow as it is asked. */
export function noting(machine: Machine): { readonly machine: Machine; readonly answers: Answers } {
  const importable = noted(machine.importable)
  const isPackage = noted(machine.isPackage)
  const version = noted(machine.version)
  return {
    machine: { name: machine.name, importable: importable.ask, isPackage: isPackage.ask, version: version.ask },
    answers: { importable: importable.answers, isPackage: isPackage.answers, version: version.answers },
  }
}

function noted<Answer>(ask: (question: string) => Answer) {
  const answers = new Map<string, Answer>()
  return {
    answers,
    ask(question: string): Answer {
      const answer = ask(question)
      answers.set(question, answer)
      return answer
    },
  }
}

/** Whether a machine would answer all of it in the same way. */
export function answersAlike(machine: Machine, { importable, isPackage, version }: Answers): boolean {
  return all(importable, machine.importable) && all(isPackage, machine.isPackage) && all(version, machine.version)
}

function all<Answer>(answers: ReadonlyMap<string, Answer>, ask: (question: string) => Answer): boolean {
  return [...answers].every(([question, answer]) => ask(question) === answer)
}
