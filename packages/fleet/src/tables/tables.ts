/**
 * What the tables hold, as data: the rows that are written, the SQL that makes the tables and the page of the documentation
 * all follow from it. Other programs rely on the names: columns may be added, the ones here keep their meaning.
 */
type SqlType = 'VARCHAR' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP'

interface Table {
  readonly about: string
  /** Type and meaning of each column, in the order in which they are written. */
  readonly columns: Readonly<Record<string, readonly [type: SqlType, meaning: string]>>
}

const outcome = ['INTEGER', 'number of the outcome that the row belongs to'] as const

export const TABLES = {
  outcomes: {
    about:
      'What came of auditing a repository at a commit with a build and a state of knowledge; nothing is ever deleted.',
    columns: {
      outcome: ['INTEGER', 'number of the outcome, in the order in which they came'],
      repository: ['VARCHAR', 'address or folder, followed by @ and the revision where one was asked for'],
      address: ['VARCHAR', 'address or folder alone'],
      revision: ['VARCHAR', 'branch, tag or commit that was asked for; empty for the default branch'],
      commit: ['VARCHAR', 'revision that was audited'],
      build: ['VARCHAR', 'digest of the build of acclimate that audited'],
      knowledge: ['VARCHAR', 'digest of the knowledge that it judged by'],
      release: ['VARCHAR', 'version of acclimate'],
      facts: ['VARCHAR', 'day of the newest fact that was at hand'],
      team: ['VARCHAR', 'label of the team; empty where there is none'],
      audited_at: ['TIMESTAMP', 'when it was done (UTC)'],
      name: ['VARCHAR', 'what the project calls itself'],
      status: [
        'VARCHAR',
        'on a Mac: runs, runs-degraded, needs-edits, blocked, unknown; failed where there is no report',
      ],
      cuda: ['VARCHAR', 'the same on CUDA'],
      advice: ['VARCHAR', 'cuda, metal, both or undecided'],
      effort: ['VARCHAR', 'work left for a Mac: none, minutes, hours, days, unknown'],
      automatic: ['INTEGER', 'findings behind the status that a program mends'],
      manual: ['INTEGER', 'findings behind the status that a person mends'],
      language: ['VARCHAR', 'in which most of the places are written that the report names'],
      framework: ['VARCHAR', 'which most modules import: PyTorch, MLX, JAX, TensorFlow; none where it is not known'],
      chooses_metal: ['BOOLEAN', 'whether code of the main path chooses Metal by itself'],
      too_open: [
        'BOOLEAN',
        'whether too few uses of the GPU could be followed to say that it runs, whatever is mended',
      ],
      files_read: ['INTEGER', 'files of the project that were read'],
      seconds: ['DOUBLE', 'wall clock from taking the job to the outcome'],
      processor_seconds: [
        'DOUBLE',
        'processor time of the worker, of all processors together; that of git is not in it',
      ],
      bytes: ['DOUBLE', 'of the copy on disk'],
      files: ['DOUBLE', 'of the copy on disk'],
      peak_memory: ['DOUBLE', 'most bytes of memory that were seen; 0 where it was not measured'],
      failure: [
        'VARCHAR',
        'why there is no report: not-found, unreachable, too-large, timed-out, out-of-memory, crashed',
      ],
      detail: ['VARCHAR', 'the same in one line'],
    },
  },
  findings: {
    about: 'What speaks against a platform, a finding a row.',
    columns: {
      outcome,
      code: ['VARCHAR', 'rule, which has a page of the same name'],
      platform: ['VARCHAR', 'metal or cuda: where it hurts'],
      effect: ['VARCHAR', 'blocks, wrong-results, ignores-gpu, falls-back, degrades, info'],
      certainty: ['VARCHAR', 'certain, likely, possible'],
      reach: ['VARCHAR', 'main, optional, test, vendored, unknown'],
      subject_kind: ['VARCHAR', 'call, operator, package, setting, image, kernel, device, other'],
      subject: ['VARCHAR', 'what it is about'],
      library: ['VARCHAR', 'library that it is about, where it is about one'],
      blocker_kind: ['VARCHAR', 'library, call, operator, or another kind of subject; rule where there is no subject'],
      blocker: ['VARCHAR', 'what would have to be replaced'],
      counts: ['BOOLEAN', 'whether it counts for the status: surely or likely so, on the main path'],
      stops: ['BOOLEAN', 'whether it stops the program on a Mac or leaves the GPU idle, and counts'],
      fix: ['VARCHAR', 'automatic or manual; empty where none is known'],
      effort: ['VARCHAR', 'work of the fix: minutes, hours, days'],
      remedy: ['VARCHAR', 'what the fix is'],
      message: ['VARCHAR', 'what happens'],
      file: ['VARCHAR', 'file of the first place'],
      line: ['INTEGER', 'line of the first place'],
      places: ['INTEGER', 'number of places'],
      fingerprint: ['VARCHAR', 'which survives edits elsewhere'],
    },
  },
  packages: {
    about: 'What the repositories require.',
    columns: {
      outcome,
      package: ['VARCHAR', 'name as PEP 503 normalises it'],
      requirement: ['VARCHAR', 'as it is written'],
      version: ['VARCHAR', 'version that the project gets, where that is known'],
      scope: ['VARCHAR', 'runtime, optional, development, build'],
      metal: ['VARCHAR', 'on a Mac: supported, partial, unsupported, unknown'],
      cuda: ['VARCHAR', 'the same on CUDA'],
    },
  },
  models: {
    about: 'Models that the repositories load by name, and what memory each takes for one kind of work.',
    columns: {
      outcome,
      model: ['VARCHAR', 'as it is known, or as the project has it'],
      parameters: ['DOUBLE', 'number of its parameters'],
      work: ['VARCHAR', 'inference, lora, qlora, training and so on; empty where the need is not known'],
      quantization: ['VARCHAR', 'how its weights are held'],
      runtime: ['VARCHAR', 'which program runs it'],
      context: ['INTEGER', 'tokens'],
      bytes: ['DOUBLE', 'memory that it takes'],
      low: ['DOUBLE', 'least of nine tenths of measurements'],
      high: ['DOUBLE', 'most of nine tenths of measurements'],
      fits_from: ['INTEGER', 'least memory of a Mac in GB on which it fits; empty where there is none'],
    },
  },
  entry_points: {
    about: 'Ways into the repositories: scripts, installed commands, notebooks.',
    columns: {
      outcome,
      file: ['VARCHAR', 'file'],
      line: ['INTEGER', 'line'],
      title: ['VARCHAR', 'name of an installed command'],
      status: ['VARCHAR', 'on a Mac, as that of an outcome'],
    },
  },
  workloads: {
    about: 'What the repositories do.',
    columns: {
      outcome,
      kind: ['VARCHAR', 'training, fine-tuning, inference, serving, image-generation, distributed, kernels, data'],
      technique: ['VARCHAR', 'how, where that is known'],
      certainty: ['VARCHAR', 'certain, likely, possible'],
    },
  },
} as const satisfies Readonly<Record<string, Table>>

export type TableName = keyof typeof TABLES
export const TABLE_NAMES: readonly TableName[] = [
  'outcomes',
  'findings',
  'packages',
  'models',
  'entry_points',
  'workloads',
]

interface Values {
  readonly VARCHAR: string
  readonly INTEGER: number
  readonly DOUBLE: number
  readonly BOOLEAN: boolean
  readonly TIMESTAMP: Date
}

type Columns<Name extends TableName> = (typeof TABLES)[Name]['columns']

/** A row of a table; what is undefined is NULL there. */
export type Row<Name extends TableName> = {
  readonly [Column in keyof Columns<Name>]: Columns<Name>[Column] extends readonly [infer Type extends SqlType, string]
    ? Values[Type] | undefined
    : never
}

/** The rows that one outcome comes to. */
export type Rows = { readonly [Name in TableName]: readonly Row<Name>[] }
