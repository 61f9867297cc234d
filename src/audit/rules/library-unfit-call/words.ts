/** The words by which code is known that may call a library in a way that knowledge knows of. */
import type { LibraryCall } from '../../../knowledge/knowledge.ts'
import type { Words } from '../../../project/python/relevance.ts'
import { type KnownCall, knownCalls } from '../../packages/library-calls.ts'
import type { Known } from '../../rule.ts'
import { PARSERS } from './on-command-lines.ts'

/** Arguments by their names, and calls by theirs where the arguments have ordinary ones or may be left out. */
export function wordsOf(known: Known): Words {
  const all = knownCalls(known)
  const variables = all.flatMap(({ fact }) => fact.names.filter(isVariable))
  const calls = all.filter(({ fact }) => !fact.names.some(isVariable))
  const facts = calls.map(({ fact }) => fact)
  const given = facts.flatMap(namedIn).filter(isRare)
  const values = facts.flatMap((fact) => (fact.given ?? []).flatMap((own) => (own.values ?? []).flatMap(wordsOfValue)))
  const replaced = facts.flatMap(({ unless = [] }) => unless)
  const strong = replaced.filter((name) => !name.startsWith('.')).map(lastPart)
  const weak = [...replaced, ...facts.flatMap(({ unlessCalled = [] }) => unlessCalled)].map(lastPart)
  const byName = calls.filter(({ fact }) => isKnownByName(fact))
  const named = byName.flatMap(({ fact }) => fact.names.map(ownName)).filter(isRare)
  return {
    given: distinct(given),
    // What an ordinary name is taken from is followed to where it is called.
    values: distinct([...values, ...byName.flatMap(modulesOfOrdinary)]),
    strong: distinct([
      ...strong.filter(isRare),
      ...named.filter(isOfConstant),
      ...byName.flatMap(classesOfOrdinary),
      ...PARSERS,
      ...variables.map(lastPart),
    ]),
    functions: distinct(named.filter((name) => !isOfConstant(name))),
    weak: distinct(weak),
  }
}

/** Whether it is set, and not called: `os.environ[MUJOCO_GL]`. */
function isVariable(name: string): boolean {
  return name.endsWith(']')
}

function namedIn({ given = [] }: LibraryCall): readonly string[] {
  return given.map(({ argument }) => argument)
}

/** Whether only the name of what is called tells: of its arguments some may be left out, or none has a rare name. */
function isKnownByName(fact: LibraryCall): boolean {
  const given = fact.given ?? []
  const isTold = namedIn(fact).some(isRare) || given.some(({ values = [] }) => values.flatMap(wordsOfValue).length > 0)
  return !isTold || given.every(({ byDefault }) => byDefault)
}

/** What is called or, where that has an ordinary name, the class that it is a method of: `SamProcessor.from_pretrained`. */
function ownName(name: string): string {
  const [owner, last = name] = name.split('.').slice(-2)
  return !isRare(last) && owner !== undefined && /^[A-Z]/.test(owner) ? owner : last
}

/** The modules that names are taken from which say nothing by themselves. */
function modulesOfOrdinary({ fact: { names }, library: { imports } }: KnownCall): readonly string[] {
  const modules = imports.map((own) => own.split('.', 1)[0] ?? own)
  return names.map(lastPart).every(isRare) ? [] : modules.filter((own) => own.length > SHORT && isRare(own))
}

/** Classes whose methods have ordinary names, of a module whose own name says nothing either: `ASRModel.from_pretrained`. */
function classesOfOrdinary(call: KnownCall): readonly string[] {
  const classes = call.fact.names.filter((name) => ownName(name) !== lastPart(name)).map(ownName)
  return modulesOfOrdinary(call).length > 0 ? [] : classes
}

/** Whether a name is not called: `DNN_BACKEND_CUDA`. */
function isOfConstant(name: string): boolean {
  return /^[A-Z\d_]+_[A-Z\d_]+$/.test(name)
}

/** Modules with names as short as `ray` are parts of other words; the longest words, and those of several parts, are of one thing only. */
const SHORT = 4
const LONG = 16

/** `CUDAExecutionProvider`; and a model is named by a path, of which the last part begins with a word: `microsoft/Florence-2*`. */
function wordsOfValue(value: string | number | boolean): readonly string[] {
  if (typeof value !== 'string') return []
  const isRareWord = value.length > LONG || /_\w+_/.test(value)
  return /^\w+$/.test(value) && isRareWord ? [value] : (/\/(\w+)/.exec(value)?.slice(1) ?? [])
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)]
}

function isRare(word: string): boolean {
  return !ORDINARY.has(word)
}

/** The last of a dotted name, or of `os.environ[SUNO_ENABLE_MPS]` the variable. */
function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('[')) + 1).replace(']', '')
}

/** Names that nearly every file has; what is given to them, such as `cuda`, is a word by itself. */
const ORDINARY = new Set([
  'AutoModel',
  'Device',
  'Encoder',
  'Generator',
  'Model',
  'Pipeline',
  'Reader',
  'Stream',
  'Trainer',
  'Translator',
  'accelerator',
  'arch',
  'array',
  'backend',
  'clone',
  'coalesce',
  'cuda',
  'cv',
  'device',
  'device_name',
  'devices',
  'empty',
  'format',
  'fps',
  'from_numpy',
  'from_pretrained',
  'full',
  'get_device',
  'get_model',
  'gpu',
  'inference',
  'init',
  'knn',
  'launch',
  'load',
  'load_model',
  'matmul',
  'method',
  'model',
  'name',
  'nearest',
  'ones',
  'options',
  'params',
  'path',
  'platform',
  'precision',
  'predict',
  'pretrained_model_name_or_path',
  'provider',
  'providers',
  'radius',
  'reduce',
  'remote',
  'resize',
  'set_device',
  'set_params',
  'target',
  'threshold',
  'to',
  'track',
  'train',
  'transformers',
  'trust_remote_code',
  'type',
  'val',
  'zeros',
  'zeros_like',
])
