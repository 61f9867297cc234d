import type { StatedWords } from '../../rule.ts'

/** What makes arrays, besides NumPy by its name. */
const MAKERS =
  'rng RandomState random normal standard_normal uniform pd pandas xr xarray gym gymnasium env envs soundfile sf get_fdata signal trimesh as_matrix compute_class_weight cv2 scipy fit_transform load_iris load_digits load_wine load_breast_cancer load_diabetes fetch_california_housing'.split(
    ' ',
  )

/** By which arrays are gathered before they become tensors. */
const GATHERED = ['deque', 'namedtuple', 'svd']

/** By which they are handed on: nearly every file has these, so that they count beside strong words alone. */
const HANDED_ON = ['append', 'stack', 'zip', 'sample']

/** The words of code that makes, gathers, casts or moves arrays and tensors. */
export const words = {
  strong: ['float64', 'complex128', 'from_numpy', 'cuda', 'mps'],
  methods: ['double', 'register_buffer'],
  members: ['double', 'cdouble'],
  called: ['double', 'tensor', 'as_tensor', 'TensorDataset', 'Accelerator', 'Fabric'],
  taking: ['from_numpy', 'as_tensor', 'tensor'],
  weak: [
    'values',
    'to_numpy',
    ...MAKERS,
    'Parameter',
    'DataLoader',
    'random_split',
    ...GATHERED,
    'np',
    'numpy',
    'double',
    'float',
    'half',
    'float16',
    'bfloat16',
    'dtype',
    'device',
    'cpu',
  ],
  carriers: HANDED_ON,
} satisfies StatedWords
