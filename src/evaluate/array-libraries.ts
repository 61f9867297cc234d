/** Arrays that other libraries than NumPy give, as their documentation says: most compute and read in 64 bits. */
import { collectionOf } from './bounded-values.ts'
import { type Arguments, argumentOf } from './arguments.ts'
import { arrayOf, float64, ofGiven, perhapsWide } from './array.ts'
import type { Place } from '../trace/place.ts'
import { type Collection, type Tensor, UNKNOWN, type Value } from '../trace/value.ts'

/** Functions that give an array of 64-bit floats. */
const WIDE =
  /^scipy\.signal\.(?:windows\.\w+|get_window|firwin2?)$|^scipy\.stats\.\w+\.(?:pdf|logpdf|cdf|sf|ppf|isf)$|^sklearn\.utils\.class_weight\.compute_(?:class|sample)_weight$/
/** Those that give a table of 64-bit floats and what belongs to each row. */
const WIDE_WITH_LABELS =
  /^sklearn\.datasets\.make_(?:classification|regression|blobs|moons|circles|swiss_roll|s_curve)$/
/** What gives an image of the type of the one that it is given. */
const KEEPS_IMAGE =
  /^cv2\.(?:resize|cvtColor|flip|rotate|warpAffine|warpPerspective|GaussianBlur|medianBlur|copyMakeBorder|remap)$/

/** What a call of another library gives, made at a place; undefined where that is no array that is known of. */
export function arraysOfLibrary(name: string, passed: Arguments, origin: Place): Value | undefined {
  const wide: Tensor = { ...float64, origin }
  if (WIDE.test(name)) return wide
  if (WIDE_WITH_LABELS.test(name)) return collectionOf([wide, UNKNOWN])
  if (name === 'numpy.histogram') return collectionOf([UNKNOWN, wide])
  if (name === 'soundfile.read') return collectionOf([ofDtype(passed, wide), UNKNOWN])
  if (name === 'cv2.imread') return arrayOf('uint8')
  if (name === 'sklearn.model_selection.train_test_split') return splitInTwo(passed)
  const image = KEEPS_IMAGE.test(name) ? argumentOf(passed, 0)?.value : undefined
  return image?.kind === 'tensor' ? image : undefined
}

/** What a method gives by its name, of nibabel's images, or by what its object is of scikit-learn. */
export function arrayByMethod(method: string, passed: Arguments, maker = ''): Tensor | undefined {
  if (method === 'get_fdata') return ofDtype(passed, float64)
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
