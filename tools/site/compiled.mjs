// Compiles the Python of wheels for the kernel in the browser, whose start is spent on that else.
//
//   node compiled.mjs PYODIDE WHEEL …
//
// PYODIDE is a folder with the very Pyodide that will run them: its Python compiles. A wheel named
// with a plus before it keeps its sources too, for tracebacks. Wheels are written in place.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const COMPILE = `
import importlib.util, io, marshal, sys, warnings, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

warnings.simplefilter("ignore")  # of other people's sources

def compiled(wheel, keep):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wheel)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if not entry.filename.endswith(".py"):
                target.writestr(entry, content)
                continue
            if keep:
                target.writestr(entry, content)
            try:
                where = f"{sys.prefix}/lib/python{sys.version_info.major}.{sys.version_info.minor}"
                code = compile(content, f"{where}/site-packages/{entry.filename}", "exec", dont_inherit=True)
            except SyntaxError:  # a template, or a test of what is refused
                if not keep:
                    target.writestr(entry, content)
                continue
            name = importlib.util.cache_from_source(entry.filename) if keep else entry.filename + "c"
            packed = zipfile.ZipInfo(name)
            packed.compress_type = zipfile.ZIP_DEFLATED
            # Not compared with its source when it is imported: a wheel does not change.
            target.writestr(packed, _code_to_hash_pyc(code, importlib.util.source_hash(content), False))
    return made.getvalue()

compiled
`;

const [folder, ...wheels] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const pyodide = await loadPyodide();
const compiled = pyodide.runPython(COMPILE);
for (const given of wheels) {
  const keep = given.startsWith("+");
  const path = keep ? given.slice(1) : given;
  const bytes = compiled(pyodide.toPy(new Uint8Array(readFileSync(path))), keep);
  writeFileSync(path, bytes.toJs());
}
process.exit(0);
