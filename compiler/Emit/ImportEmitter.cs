using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary><c>import</c> and <c>from ... import</c>.</summary>
internal sealed class ImportEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public void Import(Import statement)
    {
        foreach (var alias in statement.Names)
        {
            Code.Position = statement.Span;
            var module = Load(alias.Name, null, 0);
            if (alias.AsName is not null)
            {
                // `import a.b.c as d` binds c; importing gives a.
                var components = alias.Name.Split('.');
                for (var i = 1; i < components.Length; i++)
                {
                    var attribute = Code.Push();
                    Code.Emit(Opcode.ImportFrom, attribute, module, Code.Name(components[i]));
                    Code.Emit(Opcode.Release, module);
                    Code.Emit(Opcode.Move, module, attribute);
                    Code.PopTo(module + 1);
                }

                unit.Names.Store(alias.AsName, module);
            }
            else
            {
                var dot = alias.Name.IndexOf('.');
                unit.Names.Store(dot < 0 ? alias.Name : alias.Name[..dot], module);
            }

            Code.PopTo(module);
        }
    }

    public void From(ImportFrom statement)
    {
        if (statement is { Module: "__future__", Level: 0 } && !unit.Compilation.FutureImports.Contains(statement))
        {
            throw unit.Compilation.Error(statement.Span,
                "from __future__ imports must occur at the beginning of the file");
        }

        Code.Position = statement.Span;
        var wanted = new TupleConstant([.. statement.Names.Select(alias => (object?)alias.Name)]);
        var module = Load(statement.Module ?? "", wanted, statement.Level);
        if (statement.Names is [{ Name: "*" }])
        {
            Code.Emit(Opcode.ImportStar, module);
            Code.PopTo(module);
            return;
        }

        foreach (var alias in statement.Names)
        {
            var identifier = alias.AsName ?? alias.Name;
            var register = unit.Names.RegisterOf(identifier);
            if (register >= 0)
            {
                Code.Emit(Opcode.ImportFrom, register, module, Code.Name(alias.Name));
                Code.Bound.Add(register);
                continue;
            }

            var value = Code.Push();
            Code.Emit(Opcode.ImportFrom, value, module, Code.Name(alias.Name));
            unit.Names.Store(identifier, value);
            Code.PopTo(value);
        }

        Code.Emit(Opcode.Release, module);
        Code.PopTo(module);
    }

    /// <summary>Imports a module; the result is in the next temporary.</summary>
    private int Load(string name, TupleConstant? wanted, int level)
    {
        var module = unit.Expressions.Constant(wanted, Destination.Push);
        unit.Expressions.Constant((long)level, Destination.Push);
        Code.PopTo(module + 1);
        Code.Emit(Opcode.ImportName, module, module, Code.Name(name));
        return module;
    }
}
