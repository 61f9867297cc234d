import type { Knowledge, Library, Statement } from '../knowledge/knowledge.ts'
import { libraryByConda, libraryByImport, libraryByName, libraryByPypi } from '../knowledge/libraries.ts'
import { statementFor } from '../knowledge/statements.ts'
import type { LibraryAnswer, PlatformAnswer, StatementAnswer } from '../report/lookup.ts'
import type { Question } from './question.ts'

/** The libraries that go by a name: on the index, in conda, as imported, or as people call them. */
export function libraryAnswers(knowledge: Pick<Knowledge, 'libraries'>, question: Question): readonly LibraryAnswer[] {
  const { name } = question
  const found = [libraryByPypi, libraryByName, libraryByConda, importedAs].map((look) => look(knowledge, name))
  return [...new Set(found.filter((library) => library !== undefined))].map((library) => answerOf(library, question))
}

/** `torch.linalg.eig` is no question about the library PyTorch. */
function importedAs(knowledge: Pick<Knowledge, 'libraries'>, name: string): Library | undefined {
  const library = libraryByImport(knowledge, name)
  return library?.imports.includes(name) ? library : undefined
}

function answerOf(library: Library, question: Question): LibraryAnswer {
  const { name, pypi, imports, category, alternatives } = library
  return {
    kind: 'library',
    name,
    pypi,
    imports,
    category,
    is: library.kind,
    ...(question.version === undefined ? {} : { version: question.version }),
    metal: platformAnswer(library.metal, question),
    cuda: platformAnswer(library.cuda, question),
    alternatives: alternatives.filter(
      ({ from, to }) => (from === undefined || from <= question.asOf) && (to === undefined || question.asOf < to),
    ),
  }
}

function platformAnswer(statements: readonly Statement[], { version, asOf }: Question): PlatformAnswer {
  const holds = statementFor(statements, version, asOf)
  const answer: StatementAnswer = holds ?? { status: 'unknown', sources: [] }
  return { ...answer, history: statements }
}
