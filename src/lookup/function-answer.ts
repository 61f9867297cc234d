import type { Knowledge } from '../knowledge/knowledge.ts'
import { mlxCounterpart } from '../knowledge/mlx.ts'
import {
  decisiveOperators,
  pythonNames,
  pythonStatus,
  type PythonStatus,
  statusOfAll,
  testedDtypes,
  waysOf,
} from '../knowledge/operators.ts'
import { pitfallsNamed } from '../knowledge/pitfalls.ts'
import { newestRelease } from '../knowledge/releases.ts'
import type { FunctionAnswer, FunctionCase, FunctionCourse } from '../report/lookup.ts'
import { fullName, type Question } from './question.ts'

/** The knowledge that it is answered from. */
type Known = Pick<Knowledge, 'mlx' | 'operators' | 'pitfalls' | 'releases'>

/** A function, method or module of PyTorch; those whose operator depends on an option are answered for each option. */
export function functionAnswers(knowledge: Known, question: Question): readonly FunctionAnswer[] {
  const wanted = fullName(question.name)
  const version = question.torch ?? newestRelease(knowledge, 'torch', question.asOf)?.version
  const listed = pythonNames(knowledge).filter((name) => name === wanted || name.startsWith(`${wanted}(`))
  const isKnown = pitfallsNamed(knowledge, wanted).length > 0 || mlxCounterpart(knowledge, wanted) !== undefined
  const names = listed.length === 0 && isKnown ? [wanted] : listed
  return names.map((name) => answerOf(knowledge, name, version))
}

function answerOf(knowledge: Known, name: string, version: string | undefined): FunctionAnswer {
  const plain = name.replace(/\(.*$/, '')
  const backward = courseOf(knowledge, name, version, true)
  const cases = name === plain ? casesOf(knowledge, name, version) : []
  const counterpart = mlxCounterpart(knowledge, plain)
  return {
    kind: 'function',
    name,
    ...courseOf(knowledge, name, version, false),
    ...(backward.operators.length > 0 ? { backward } : {}),
    ...(cases.length > 0 ? { cases } : {}),
    failingDtypes: testedDtypes(knowledge, plain).flatMap(({ dtype, failing }) =>
      failing.length > 0 ? [{ dtype, releases: failing }] : [],
    ),
    pitfalls: pitfallsNamed(knowledge, plain),
    ...(counterpart === undefined ? {} : { mlx: mlxOf(counterpart) }),
    sources: knowledge.operators.sources,
  }
}

function courseOf(knowledge: Known, name: string, version: string | undefined, isBackward: boolean): FunctionCourse {
  const operators = decisiveOperators(knowledge, name, isBackward)
  return course(knowledge, operators, version, (torch) => pythonStatus(knowledge, name, torch, isBackward))
}

function casesOf(knowledge: Known, name: string, version: string | undefined): readonly FunctionCase[] {
  return waysOf(knowledge, name).map(({ what, backward, operators, sources }) => ({
    what,
    ...(backward ? { backward } : {}),
    ...course(knowledge, operators, version, (torch) => statusOfAll(knowledge, operators, torch)),
    sources,
  }))
}

function course(
  { operators: { releases } }: Known,
  operators: readonly string[],
  version: string | undefined,
  statusIn: (torch: string | undefined) => PythonStatus | undefined,
): FunctionCourse {
  return {
    status: statusIn(version) ?? 'unknown',
    releases: releases.map((torch) => ({ torch, status: statusIn(torch) ?? 'unknown' })),
    operators: operators.map((operator) => `aten::${operator}`),
  }
}

function mlxOf(counterpart: NonNullable<ReturnType<typeof mlxCounterpart>>): NonNullable<FunctionAnswer['mlx']> {
  if (counterpart.kind === 'absent') return { kind: 'absent' }
  const { kind, mlx, differs } = counterpart
  return { kind, name: mlx, ...(differs === undefined ? {} : { differs }) }
}
