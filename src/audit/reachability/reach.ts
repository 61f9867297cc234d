import type { Reach } from '../../report/report.ts'
import type { Module } from '../../trace/trace.ts'
import { memoized } from '../memoized.ts'

/** Names of folders and files that say what the code in them is for. The first that matches decides. */
const PATHS: readonly (readonly [RegExp, Reach])[] = [
  [/(^|\/)(third_?part(?:y|ies|s)|3rd_?party|vendor(ed)?|site-packages|_vendor)\//i, 'vendored'],
  // These also hold a project's own code for what is outside; copies have a folder each.
  [/(^|\/)(external|extern|submodules)\/[^/]+\//i, 'vendored'],
  // Copies of frameworks of models, kept within a project under their own names; at the root they are the project.
  [/^(?!(?:src|python|lib|packages)\/[^/]+\/).+\/(mmcv|mmseg|mmdet|mmengine|detectron2|fairseq)\//i, 'vendored'],
  [
    /(^|\/)(tests?|testing|unit_?tests?|integration_?tests?)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest|ops\w*\/test)\.py$/i,
    'test',
  ],
  [
    /(^|\/)((?:[a-z]+[_-])?(?:examples?|demos?|tutorials?)|guides?|docs?|benchmarks?|bench|notebooks|experiments|research_projects|samples?)\//i,
    'optional',
  ],
  [/(^|\/)(xla|tpu|npu|hpu|rocm|ascend|habana|replicate)\/|(^|\/)(benchmark|bench)(_[^/]*)?\.py$/i, 'optional'],
  // What serves models on one kind of hardware stands beside the same for others.
  [/(^|\/)(runtimes?|deploy(?:ment)?|serv(?:e|er|ing))\/(gpu|cuda|triton)\//i, 'optional'],
  // TensorRT is another way to run a model that is on NVIDIA's machines only, never the way that a project runs at all.
  [/(^|[/_\-\d])(tensorrt|trt)[^/]*(\/|\.(py|ipynb|sh)$)/i, 'optional'],
  [/(^|\/)\.(github|gitlab|circleci)\/|(^|\/)(ci|\.ci)\//i, 'test'],
]

/** The code path that a file of the project is on, judged by its path alone. */
export function reachOfPath(path: string): Reach {
  return PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? 'main'
}

/**
 * The same of a module, worked out once: rules ask it of every observation. A program that is only called a test, such as
 * `add_test.py` or `test_net.py`, is where its folder is.
 */
export const reachOfModule = memoized((module: Module): Reach =>
  reachOfPath(isTestByNameAlone(module) ? folderOf(module.path) : module.path),
)

/** Whether a module that is called a test holds none. Of what is only skimmed over that is not sure enough. */
export function isTestByNameAlone({ path, tests, outline }: Module): boolean {
  return isCalledTest(path) && tests === false && !outline
}

export function isCalledTest(path: string): boolean {
  return /(?:_test|(?:^|\/)test_[^/]*)\.py$/.test(path)
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** From the main path away. */
const ORDER: readonly Reach[] = ['main', 'unknown', 'optional', 'test', 'vendored']

/** The nearest to the main path of several. */
export function nearest(reaches: readonly Reach[]): Reach {
  return ORDER.find((reach) => reaches.includes(reach)) ?? 'unknown'
}

/** The farthest from the main path of several: all of them must be gone through. */
export function farthest(reaches: readonly Reach[]): Reach {
  return ORDER.findLast((reach) => reaches.includes(reach)) ?? 'unknown'
}
