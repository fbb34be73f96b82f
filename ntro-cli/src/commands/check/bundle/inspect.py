"""Parses the files it is given, and prints as JSON what stands at the top of each. Runs none of it."""

import ast
import json
import sys


def at_the_top(body):
    """The statements that run when the module is imported, those in branches as well."""
    for node in body:
        yield node
        for field in ("body", "orelse", "finalbody"):
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                yield from at_the_top(getattr(node, field, []))
        for branch in [*getattr(node, "handlers", []), *getattr(node, "cases", [])]:
            yield from at_the_top(branch.body)


def last_name(decorator, renamed):
    """`defn` of `@runbook.defn`, of `@workflow.defn(name=...)`, of a name that was imported as another."""
    while isinstance(decorator, ast.Call):
        decorator = decorator.func
    if isinstance(decorator, ast.Attribute):
        return decorator.attr
    if isinstance(decorator, ast.Name):
        return renamed.get(decorator.id, decorator.id)
    return None


def inspect(path):
    with open(path, "rb") as file:
        tree = ast.parse(file.read(), path)
    nodes = list(at_the_top(tree.body))
    imports = [node for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))]
    renamed = {alias.asname: alias.name for node in imports for alias in node.names if alias.asname}
    names = [alias.asname or alias.name.split(".")[0] for node in imports for alias in node.names]
    for node in nodes:
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [target.id for target in targets if isinstance(target, ast.Name)]
    classes = {
        node.name: [last_name(decorator, renamed) for decorator in node.decorator_list]
        for node in nodes
        if isinstance(node, ast.ClassDef)
    }
    return {"classes": classes, "other_names": names}


def report(path):
    try:
        return inspect(path)
    except SyntaxError as error:
        place = "" if error.lineno is None else f" (line {error.lineno})"
        return {"error": f"Syntax error: {error.msg}{place}"}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


if sys.version_info < (3, 11):
    print(json.dumps({"too_old": ".".join(map(str, sys.version_info[:3]))}))
else:
    print(json.dumps({"files": [report(path) for path in sys.argv[1:]]}))
