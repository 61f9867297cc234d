// `on_device` and `on_cpu` of capsule.py: the same memory under the name of the other device, without a capsule between; the same for
// all arguments of a kernel and for its result in one call each; and new memory under that name.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <ATen/EmptyTensor.h>
#include <ATen/core/Tensor.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/Dtype.h>
#include <torch/csrc/autograd/python_variable.h>
#include <vector>

namespace {

// Bytes of all tensors of the device that live, and the most that ever did; the numbers belong to Python.
int64_t* live = nullptr;
int64_t* peak = nullptr;
// Python's own functions, for what is no ordinary tensor, and what is called with the bytes where there are more than ever.
PyObject* slow_on_device = nullptr;
PyObject* slow_on_cpu = nullptr;
PyObject* grown = nullptr;
c10::Device device{c10::kMPS, 0};
c10::DispatchKey key = c10::DispatchKey::MPS;
constexpr int64_t alignment = 256;
// As in results.py.
constexpr int64_t most_dimensions = 16;

struct Kept {
  c10::Storage storage;
  int64_t size;
};

void let_go(void* kept) {
  auto* of_source = static_cast<Kept*>(kept);
  __atomic_fetch_sub(live, of_source->size, __ATOMIC_RELAXED);
  delete of_source;
}

// As tensors made of capsules are: their storage begins with the tensor, and they have no history.
at::Tensor named(const at::Tensor& tensor, c10::DispatchKey to_key, c10::Device to, int64_t size) {
  auto* kept = new Kept{tensor.storage(), size};
  void* start = tensor.numel() == 0 ? nullptr : const_cast<void*>(tensor.const_data_ptr());
  size_t bytes = at::detail::computeStorageNbytes(tensor.sizes(), tensor.strides(), tensor.element_size());
  auto storage = c10::make_intrusive<c10::StorageImpl>(
      c10::StorageImpl::use_byte_size_t(), bytes, c10::DataPtr(start, kept, let_go, to), nullptr, false);
  auto made = c10::make_intrusive<c10::TensorImpl>(c10::Storage(std::move(storage)), c10::DispatchKeySet(to_key), tensor.dtype());
  made->set_sizes_and_strides(tensor.sizes(), tensor.strides());
  return at::Tensor(std::move(made));
}

bool is_plain(const at::Tensor& tensor) {
  return tensor.layout() == c10::kStrided && !tensor.is_conj() && !tensor.is_neg() && tensor.unsafeGetTensorImpl()->has_storage() &&
      !tensor.unsafeGetTensorImpl()->is_python_dispatch() && !tensor.is_quantized();
}

// A tensor of the CPU as one of the device, whose memory counts from now on.
PyObject* counted(const at::Tensor& tensor) {
  int64_t size = (static_cast<int64_t>(tensor.storage().nbytes()) + alignment - 1) / alignment * alignment;
  auto made = named(tensor, key, device, size);
  if (__atomic_add_fetch(live, size, __ATOMIC_RELAXED) > *peak) {
    *peak = *live;
    PyObject* said = PyObject_CallFunction(grown, "LL", static_cast<long long>(*peak), static_cast<long long>(size));
    if (said == nullptr) return nullptr;
    Py_DECREF(said);
  }
  return THPVariable_Wrap(made);
}

PyObject* on_cpu_as(const at::Tensor& tensor) {
  return THPVariable_Wrap(named(tensor, c10::DispatchKey::CPU, c10::Device(c10::kCPU), 0));
}

template <typename Work>
PyObject* guarded(Work work) {
  try {
    return work();
  } catch (const std::exception& error) {
    PyErr_SetString(PyExc_RuntimeError, error.what());
    return nullptr;
  }
}

PyObject* renamed(PyObject* given, bool to_device) {
  PyObject* slow = to_device ? slow_on_device : slow_on_cpu;
  if (!THPVariable_Check(given)) return PyObject_CallFunctionObjArgs(slow, given, nullptr);
  return guarded([&]() -> PyObject* {
    const at::Tensor& tensor = THPVariable_Unpack(given);
    if (!is_plain(tensor)) return PyObject_CallFunctionObjArgs(slow, given, nullptr);
    return to_device ? counted(tensor) : on_cpu_as(tensor);
  });
}

// Arguments, the places of those that are tensors as bits, and Python's function for such as are no plain tensors of the device.
PyObject* taken(PyObject*, PyObject* const* values, Py_ssize_t) {
  PyObject *given = values[0], *slow = values[2];
  unsigned long long places = PyLong_AsUnsignedLongLong(values[1]);
  Py_ssize_t count = PyTuple_GET_SIZE(given);
  PyObject* list = PyList_New(count);
  if (list == nullptr) return nullptr;
  for (Py_ssize_t place = 0; place < count; place++, places >>= 1) {
    PyObject* one = PyTuple_GET_ITEM(given, place);
    PyObject* made = nullptr;
    if ((places & 1) == 0 || one == Py_None) {
      Py_INCREF(one);
      made = one;
    } else if (!THPVariable_Check(one) || THPVariable_Unpack(one).device().type() != device.type() || !is_plain(THPVariable_Unpack(one))) {
      made = PyObject_CallFunction(slow, "On", one, place);
    } else {
      made = guarded([&] { return on_cpu_as(THPVariable_Unpack(one)); });
    }
    if (made == nullptr) {
      Py_DECREF(list);
      return nullptr;
    }
    PyList_SET_ITEM(list, place, made);
  }
  return list;
}

// A result, the name of the operator, and Python's function for all but plain tensors of the CPU that Metal may have.
PyObject* given_back(PyObject*, PyObject* const* values, Py_ssize_t) {
  PyObject* result = values[0];
  if (!THPVariable_Check(result)) return PyObject_CallFunctionObjArgs(values[2], result, values[1], nullptr);
  return guarded([&]() -> PyObject* {
    const at::Tensor& tensor = THPVariable_Unpack(result);
    auto type = tensor.scalar_type();
    bool is_taken = tensor.device().is_cpu() && is_plain(tensor) && tensor.dim() <= most_dimensions && type != at::kDouble &&
        type != at::kComplexDouble;
    return is_taken ? counted(tensor) : PyObject_CallFunctionObjArgs(values[2], result, values[1], nullptr);
  });
}

// A list of sizes and a number type.
PyObject* empty(PyObject*, PyObject* const* values, Py_ssize_t) {
  std::vector<int64_t> sizes;
  for (Py_ssize_t place = 0; place < PySequence_Fast_GET_SIZE(values[0]); place++)
    sizes.push_back(PyLong_AsLongLong(PySequence_Fast_GET_ITEM(values[0], place)));
  if (PyErr_Occurred() != nullptr) return nullptr;
  return guarded([&] { return counted(at::Tensor(at::detail::empty_cpu(sizes, reinterpret_cast<THPDtype*>(values[1])->scalar_type))); });
}

PyObject* on_device(PyObject*, PyObject* tensor) { return renamed(tensor, true); }
PyObject* on_cpu(PyObject*, PyObject* tensor) { return renamed(tensor, false); }

PyObject* begin(PyObject*, PyObject* args) {
  unsigned long long address_of_live = 0, address_of_peak = 0;
  int number = 0;
  if (!PyArg_ParseTuple(args, "KKiOOO", &address_of_live, &address_of_peak, &number, &slow_on_device, &slow_on_cpu, &grown))
    return nullptr;
  Py_INCREF(slow_on_device);
  Py_INCREF(slow_on_cpu);
  Py_INCREF(grown);
  live = reinterpret_cast<int64_t*>(address_of_live);
  peak = reinterpret_cast<int64_t*>(address_of_peak);
  device = c10::Device(static_cast<c10::DeviceType>(number), 0);
  key = number == static_cast<int>(c10::kMPS) ? c10::DispatchKey::MPS : c10::DispatchKey::CUDA;
  Py_RETURN_NONE;
}

PyMethodDef methods[] = {
    {"begin", begin, METH_VARARGS, nullptr},
    {"on_device", on_device, METH_O, nullptr},
    {"on_cpu", on_cpu, METH_O, nullptr},
    {"taken", reinterpret_cast<PyCFunction>(taken), METH_FASTCALL, nullptr},
    {"given_back", reinterpret_cast<PyCFunction>(given_back), METH_FASTCALL, nullptr},
    {"empty", reinterpret_cast<PyCFunction>(empty), METH_FASTCALL, nullptr},
    {nullptr, nullptr, 0, nullptr}};
PyModuleDef module = {PyModuleDef_HEAD_INIT, "aliases", nullptr, -1, methods, nullptr, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_aliases() { return PyModule_Create(&module); }
