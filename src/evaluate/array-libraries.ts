/** Arrays that other libraries than NumPy give, as their documentation says: most compute and read in 64 bits. */
import { collectionOf } from './bounded-values.ts'
import { type Arguments, argumentOf } from './arguments.ts'
import { arrayOf, computedOf, float64, ofGiven, perhapsWide } from './array.ts'
import { ANY_KEY } from './item.ts'
import type { Place } from '../trace/place.ts'
import { type Collection, type Tensor, UNKNOWN, type Value } from '../trace/value.ts'

/** Functions that give an array of 64-bit floats, whatever they are given. */
const WIDE =
  /^scipy\.signal\.(?:windows\.\w+|get_window|firwin2?|sosfilt|sosfiltfilt|filtfilt)$|^scipy\.spatial\.distance\.(?:cdist|pdist|squareform)$|^cv2\.(?:getRotationMatrix2D|getAffineTransform|getPerspectiveTransform)$|^networkx\.to_numpy_(?:array|matrix)$|^numpy\.(?:cov|corrcoef)$|^scipy\.stats\.\w+\.(?:pdf|logpdf|cdf|sf|ppf|isf)$|^sklearn\.utils\.class_weight\.compute_(?:class|sample)_weight$/
/** Those that give a table of 64-bit floats and what belongs to each row. */
const WIDE_WITH_LABELS =
  /^sklearn\.datasets\.make_(?:classification|regression|blobs|moons|circles|swiss_roll|s_curve)$/
/** Tables of 64-bit floats that come with scikit-learn, and those of them of which the targets are such floats as well. */
const TABLES = /^sklearn\.datasets\.(?:load_(?:iris|digits|wine|breast_cancer|diabetes)|fetch_california_housing)$/
const TARGETS = /(?:diabetes|california_housing)$/
/** What designs filters, by the coefficients of a fraction. */
const FILTERS = /^scipy\.signal\.(?:butter|cheby[12]|ellip|bessel|iirnotch|iirpeak)$/
/** Functions that compute in 64 bits unless they are given floats of fewer. */
const COMPUTED =
  /^scipy\.(?:signal\.(?:lfilter|resample|resample_poly|decimate|savgol_filter|detrend|wiener)|ndimage\.(?:gaussian_filter1?d?|zoom|rotate|shift)|special\.(?:softmax|expit|logit)|linalg\.\w+)$/
/** What gives an image of the type of the one that it is given. */
const KEEPS_IMAGE =
  /^cv2\.(?:resize|cvtColor|flip|rotate|warpAffine|warpPerspective|GaussianBlur|medianBlur|copyMakeBorder|remap)$/

/** What a call of another library gives, made at a place; undefined where that is no array that is known of. */
export function arraysOfLibrary(name: string, passed: Arguments, origin: Place): Value | undefined {
  const wide: Tensor = { ...float64, origin }
  if (WIDE.test(name)) return wide
  if (WIDE_WITH_LABELS.test(name)) return collectionOf([wide, UNKNOWN])
  if (TABLES.test(name)) return tableOf(name, passed, wide)
  if (FILTERS.test(name)) return passed.keywords.has('output') ? wide : collectionOf([wide, wide])
  // What MATLAB saves are 64-bit floats unless somebody said otherwise there.
  if (name === 'scipy.io.loadmat') return { kind: 'table', fields: new Map([[ANY_KEY, perhapsWide]]) }
  if (name === 'numpy.histogram') return collectionOf([UNKNOWN, wide])
  if (name === 'soundfile.read') return collectionOf([ofDtype(passed, wide), UNKNOWN])
  if (name === 'scipy.io.wavfile.read') return collectionOf([UNKNOWN, arrayOf(undefined)])
  if (COMPUTED.test(name)) return computedOf(passed.positional.map(({ value }) => value))
  if (name === 'cv2.imread') return arrayOf('uint8')
  if (name === 'sklearn.model_selection.train_test_split') return splitInTwo(passed)
  const image = KEEPS_IMAGE.test(name) ? argumentOf(passed, 0)?.value : undefined
  return image?.kind === 'tensor' ? image : undefined
}

/** `load_iris()`, or with `return_X_y=True` the table and the targets alone. */
function tableOf(name: string, { keywords }: Arguments, data: Tensor): Value {
  if (keywords.has('as_frame')) return UNKNOWN
  const target = TARGETS.test(name) ? data : arrayOf('int64')
  if (keywords.has('return_X_y')) return collectionOf([data, target])
  return {
    kind: 'instance',
    of: 'sklearn.utils.Bunch',
    fields: new Map([
      ['data', data],
      ['target', target],
    ]),
  }
}

/** What SciPy's rotations give, by names that hardly anything else has. */
const ROTATED = /^as_(?:matrix|quat|rotvec|euler|mrp)$/

/** What holds points and triangles, which Open3D and trimesh keep in 64 bits. */
const MESHES = /^(?:open3d\.io\.read_\w+|open3d\.geometry\.\w+|trimesh\.(?:load|load_mesh|Trimesh|creation\.\w+))$/

/** What an attribute of an object of another library is, by what made it; undefined where that is no array that is known of. */
export function arrayByAttribute(maker: string, name: string): Tensor | undefined {
  return MESHES.test(maker) && /^(?:points|colors|normals|vertices|vertex_normals|face_normals)$/.test(name)
    ? float64
    : undefined
}

/** What a method gives by its name, of nibabel's images, or by what its object is of scikit-learn. */
export function arrayByMethod(method: string, passed: Arguments, maker = ''): Tensor | undefined {
  if (method === 'get_fdata') return ofDtype(passed, float64)
  if (ROTATED.test(method)) return float64
  const isLearnt = maker.startsWith('sklearn.')
  return isLearnt && /^(?:fit_transform|transform|inverse_transform|predict_proba)$/.test(method)
    ? perhapsWide
    : undefined
}

function ofDtype({ keywords }: Arguments, otherwise: Tensor): Tensor {
  const given = keywords.get('dtype')
  return given ? ofGiven(given) : otherwise
}

/** Each of the arrays in two parts. */
function splitInTwo({ positional }: Arguments): Collection {
  return collectionOf(positional.flatMap(({ value }) => [value, value]))
}
