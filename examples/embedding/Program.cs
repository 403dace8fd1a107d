using Pyl.Compiler;
using Pyl.Stdlib;
using Pyl.VM.Embedding;

namespace Embedding;

/// <summary>Python inside a .NET program, as docs/embedding.md explains it. An argument chooses the mode.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        string mode = arguments.Length > 0 ? arguments[0] : "subinterp";

        RunAScript(mode);
        CallFunctions(mode);
        LendFunctions(mode);
        HandleExceptions(mode);
        Cancel(mode);
        RunSeveralEngines(mode);
    }

    private static PylEngine Make(string mode, Action<string>? output = null)
    {
        return new PylEngine(new SourceCompiler(), compiler => new StandardLibrary(compiler), new EngineOptions { Mode = mode, Output = output });
    }

    private static void RunAScript(string mode)
    {
        using PylEngine engine = Make(mode);
        engine.Set("names", new List<string> { "Ada", "Grace" });
        engine.Run("""
            greetings = [f'Hello {name}' for name in names]
            print(*greetings, sep=', ')
            """);
        var greetings = (List<object?>)engine.Get("greetings")!;
        Console.WriteLine($"{greetings.Count} greetings; 2 ** 100 is {engine.Evaluate("2 ** 100")}");
    }

    private static void CallFunctions(string mode)
    {
        using PylEngine engine = Make(mode);
        engine.Run("""
            from collections import Counter

            def count(text, *, most=1):
                return Counter(text.split()).most_common(2)

            class Account:
                def __init__(self, balance): self.balance = balance
                def pay(self, amount): self.balance += amount; return self.balance
            """);
        foreach (object? pair in (List<object?>)engine.Call("count", "to be or not to be")!)
        {
            var both = (object?[])pair!;
            Console.WriteLine($"{both[0]}: {both[1]}");
        }

        using var account = (PylObject)engine.Call("Account", 100)!;
        account.CallMethod("pay", 20);
        Console.WriteLine($"balance {account.GetAttribute("balance")}");
    }

    private static void LendFunctions(string mode)
    {
        var lines = new List<string>();
        using PylEngine engine = Make(mode, lines.Add);
        var prices = new Dictionary<string, double> { ["tea"] = 2.5, ["cake"] = 4 };
        engine.Define("price", given => prices[(string)given[0]!]);
        engine.Run("""
            print(price('tea') + price('cake'))
            try:
                price('gold')
            except KeyError as error:
                print('no price:', error)
            """);
        Console.Write(string.Concat(lines));
    }

    private static void HandleExceptions(string mode)
    {
        using PylEngine engine = Make(mode);
        try
        {
            engine.Run("def half(n):\n    return 10 / n\nhalf(0)", "lesson.pyl");
        }
        catch (PylException fault)
        {
            Console.WriteLine($"{fault.TypeName}, {fault.PythonMessage}");
            Console.Write(fault.Traceback);
        }
    }

    private static void Cancel(string mode)
    {
        using PylEngine engine = Make(mode);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            engine.Run("while True: pass", stop: stop.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"ended; the engine goes on: {engine.Evaluate("1 + 1")}");
        }
    }

    private static void RunSeveralEngines(string mode)
    {
        PylEngine[] engines = [Make(mode), Make(mode)];
        foreach (PylEngine engine in engines)
        {
            engine.Run("def count(n):\n    total = 0\n    for i in range(n): total += i\n    return total");
        }

        // Each on a thread of its own: side by side, unless the mode is gil.
        Task<object?>[] tasks = [.. engines.Select(engine => Task.Run(() => engine.Call("count", 1_000_000)))];
        Task.WaitAll(tasks);
        Console.WriteLine($"two engines: {tasks[0].Result}, {tasks[1].Result}");
        foreach (PylEngine engine in engines)
        {
            engine.Dispose();
        }
    }
}
