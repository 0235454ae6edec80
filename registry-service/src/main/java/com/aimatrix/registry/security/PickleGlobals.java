package com.aimatrix.registry.security;

import java.util.Arrays;
import java.util.Set;

/**
 * Which names a pickle may import. A pickle is a program: what it imports it can call. Nothing that a model needs is among the harmful
 * ones; what neither list has is unknown, such as the classes of a team's own package.
 */
final class PickleGlobals {

    /** Modules whose functions run code, start programs, or reach files and the network. */
    private static final Set<String> HARMFUL_MODULES = Set.of(
            "os",
            "posix",
            "nt",
            "posixpath",
            "ntpath",
            "sys",
            "subprocess",
            "_posixsubprocess",
            "pty",
            "commands",
            "popen2",
            "shutil",
            "socket",
            "_socket",
            "ssl",
            "ctypes",
            "_ctypes",
            "cffi",
            "mmap",
            "code",
            "codeop",
            "runpy",
            "importlib",
            "imp",
            "pkgutil",
            "zipimport",
            "pip",
            "ensurepip",
            "venv",
            "pdb",
            "bdb",
            "trace",
            "timeit",
            "profile",
            "cProfile",
            "doctest",
            "webbrowser",
            "urllib",
            "http",
            "ftplib",
            "telnetlib",
            "smtplib",
            "poplib",
            "imaplib",
            "xmlrpc",
            "requests",
            "aiohttp",
            "httplib",
            "asyncio",
            "multiprocessing",
            "_thread",
            "tempfile",
            "glob",
            "fileinput",
            "io",
            "_io",
            "pickle",
            "_pickle",
            "cPickle",
            "dill",
            "cloudpickle",
            "marshal",
            "shelve",
            "types",
            "inspect",
            "gc",
            "idlelib",
            "lib2to3",
            "torch.hub",
            "torch.utils.cpp_extension",
            "torch.utils.bottleneck",
            "torch.utils.collect_env",
            "torch.distributed",
            "numpy.testing",
            "numpy.f2py",
            "pydoc",
            "site",
            "operator");

    private static final Set<String> BUILTIN_MODULES = Set.of("builtins", "__builtin__", "__builtins__");

    /** All that models need of the builtins; the others open files, import, or run code. */
    private static final Set<String> HARMLESS_BUILTINS = Set.of(
            "bool",
            "bytearray",
            "bytes",
            "complex",
            "dict",
            "float",
            "frozenset",
            "int",
            "list",
            "long",
            "object",
            "range",
            "xrange",
            "set",
            "slice",
            "str",
            "tuple",
            "unicode",
            "Ellipsis",
            "NotImplemented",
            "print");

    private static final Set<String> KNOWN_MODULES = Set.of(
            "numpy",
            "scipy",
            "sklearn",
            "pandas",
            "torch",
            "torchvision",
            "torchaudio",
            "transformers",
            "tokenizers",
            "xgboost",
            "lightgbm",
            "catboost",
            "statsmodels",
            "joblib",
            "collections",
            "datetime",
            "decimal",
            "copyreg",
            "copy_reg",
            "_codecs",
            "pyarrow",
            "mlflow",
            "skops",
            "random",
            "math",
            "enum",
            "functools");

    /** Wherever they are reached from. */
    private static final Set<String> HARMFUL_NAMES =
            Set.of("eval", "exec", "execfile", "compile", "system", "popen", "spawn", "getattr", "setattr");

    private PickleGlobals() {}

    /** @param name may be a path: protocol 4 follows {@code serialization.os.system} from any module that imports os */
    static boolean isHarmful(String module, String name) {
        if (BUILTIN_MODULES.contains(module)) {
            return !HARMLESS_BUILTINS.contains(name);
        }
        return isHarmfulModule(module)
                || name.contains("__")
                || Arrays.stream(name.split("\\."))
                        .anyMatch(each -> HARMFUL_MODULES.contains(each) || HARMFUL_NAMES.contains(each));
    }

    static boolean isHarmfulModule(String module) {
        return isWithin(HARMFUL_MODULES, module);
    }

    static boolean isKnown(String module) {
        return BUILTIN_MODULES.contains(module) || isWithin(KNOWN_MODULES, module);
    }

    /** Whether it or a package that it lies in is in the set. */
    private static boolean isWithin(Set<String> modules, String module) {
        for (String at = module; ; at = at.substring(0, at.lastIndexOf('.'))) {
            if (modules.contains(at)) {
                return true;
            }
            if (at.indexOf('.') < 0) {
                return false;
            }
        }
    }
}
