// `on_device` and `on_cpu` of capsule.py: the same memory under the name of the other device, without a capsule between.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <ATen/EmptyTensor.h>
#include <ATen/core/Tensor.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/autograd/python_variable.h>

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

PyObject* renamed(PyObject* given, bool to_device) {
  PyObject* slow = to_device ? slow_on_device : slow_on_cpu;
  if (!THPVariable_Check(given)) return PyObject_CallFunctionObjArgs(slow, given, nullptr);
  try {
    const at::Tensor& tensor = THPVariable_Unpack(given);
    if (!is_plain(tensor)) return PyObject_CallFunctionObjArgs(slow, given, nullptr);
    if (!to_device) return THPVariable_Wrap(named(tensor, c10::DispatchKey::CPU, c10::Device(c10::kCPU), 0));
    int64_t size = (static_cast<int64_t>(tensor.storage().nbytes()) + alignment - 1) / alignment * alignment;
    auto made = named(tensor, key, device, size);
    if (__atomic_add_fetch(live, size, __ATOMIC_RELAXED) > *peak) {
      *peak = *live;
      PyObject* said = PyObject_CallFunction(grown, "LL", static_cast<long long>(*peak), static_cast<long long>(size));
      if (said == nullptr) return nullptr;
      Py_DECREF(said);
    }
    return THPVariable_Wrap(made);
  } catch (const std::exception& error) {
    PyErr_SetString(PyExc_RuntimeError, error.what());
    return nullptr;
  }
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
    {nullptr, nullptr, 0, nullptr}};
PyModuleDef module = {PyModuleDef_HEAD_INIT, "aliases", nullptr, -1, methods, nullptr, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_aliases() { return PyModule_Create(&module); }
