using System.Text;
using System.Text.Json;
using Pyl.Cli.Comparing;

namespace Pyl.Cli.Reports;

/// <summary>All figures as JSON: seconds, bytes and counts.</summary>
internal static class ComparisonJson
{
    public static string Of(Comparison comparison, Verdict verdict)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            Write(json, comparison, verdict);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    /// <summary>How a verdict's kind is written.</summary>
    public static string Name(Boundness kind) => kind switch
    {
        Boundness.Cpu => "CPU-bound",
        Boundness.Waiting => "waiting",
        Boundness.Native => "native",
        _ => "unknown",
    };

    private static void Write(Utf8JsonWriter json, Comparison comparison, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("script", comparison.Script);
        json.WriteStartArray("arguments");
        foreach (string argument in comparison.Arguments)
        {
            json.WriteStringValue(argument);
        }

        json.WriteEndArray();
        json.WriteNumber("rounds", comparison.Rounds);
        json.WriteNumber("processors", Environment.ProcessorCount);
        json.WriteBoolean("readsWorkers", comparison.ReadsWorkers);
        json.WriteString("outputs", comparison.Agreement switch
        {
            Agreement.Same => "same",
            Agreement.NumbersDiffer => "numbers differ",
            _ => "different",
        });
        json.WriteStartObject("verdict");
        json.WriteString("kind", Name(verdict.Kind));
        json.WriteString("fits", verdict.Fits);
        json.WriteString("sentence", verdict.Sentence);
        json.WriteEndObject();
        json.WriteStartArray("configurations");
        foreach (Configuration configuration in comparison.Configurations)
        {
            json.WriteStartObject();
            json.WriteString("mode", configuration.Mode);
            json.WriteNumber("workers", configuration.Workers);
            json.WriteBoolean("failed", configuration.HasFailed);
            if (comparison.SpeedUp(configuration) is { } gain)
            {
                json.WriteNumber("speedUp", Math.Round(gain, 4));
            }

            json.WriteStartArray("runs");
            foreach (Run run in configuration.Runs)
            {
                Write(json, run);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Run run)
    {
        json.WriteStartObject();
        if (run.Status is { } status)
        {
            json.WriteNumber("status", status);
        }
        else
        {
            json.WriteNull("status");
        }

        json.WriteNumber("wall", Math.Round(run.Wall, 6));
        json.WriteNumber("cpu", Math.Round(run.Cpu, 6));
        json.WriteNumber("cores", Math.Round(run.Cores, 4));
        json.WriteNumber("memory", run.Memory);
        json.WriteNumber("outputBytes", run.Output.Length);
        if (!run.Succeeded)
        {
            json.WriteString("errors", run.Errors);
        }

        if (run.Statistics is { } own)
        {
            json.WriteNumber("program", Math.Round(own.Program, 6));
            json.WriteNumber("threadCpu", Math.Round(own.ThreadCpu, 6));
            json.WriteNumber("threadDelay", Math.Round(own.ThreadDelay, 6));
            json.WriteNumber("childrenCpu", Math.Round(own.ChildrenCpu, 6));
            json.WriteNumber("lockHeld", Math.Round(own.LockHeld, 6));
            json.WriteNumber("lockWaited", Math.Round(own.LockWaited, 6));
            json.WriteNumber("switches", own.Switches);
            json.WriteNumber("contentions", own.Contentions);
            json.WriteNumber("threads", own.Threads);
        }

        json.WriteEndObject();
    }
}
