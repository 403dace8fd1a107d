namespace Pyl.Cli.Comparing;

/// <summary>
/// Standard input for many readers: what has been read is kept, so that each run gets it from the beginning, and no run waits
/// for more than it asks for. A terminal is not read: its user cannot answer many programs at a time.
/// </summary>
internal sealed class SharedInput
{
    private readonly object _lock = new();
    private readonly MemoryStream _read = new();
    private bool _isReading;
    private bool _isComplete = !Console.IsInputRedirected;

    /// <summary>Writes all of it into a run's input as it comes; ends with the input or with the run.</summary>
    public void Feed(Stream target, CancellationToken stop)
    {
        StartReading();
        using CancellationTokenRegistration wake = stop.Register(Wake);
        int sent = 0;
        byte[] part = new byte[64 << 10];
        try
        {
            while (!stop.IsCancellationRequested)
            {
                int count;
                lock (_lock)
                {
                    while (_read.Length == sent && !_isComplete && !stop.IsCancellationRequested)
                    {
                        Monitor.Wait(_lock);
                    }

                    count = (int)Math.Min(part.Length, _read.Length - sent);
                    _read.GetBuffer().AsSpan(sent, count).CopyTo(part);
                }

                if (count == 0)
                {
                    break;
                }

                target.Write(part, 0, count);
                sent += count;
            }

            target.Close();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The script ended, or closed its input, without reading everything.
        }
    }

    private void StartReading()
    {
        lock (_lock)
        {
            if (_isReading || _isComplete)
            {
                return;
            }

            _isReading = true;
        }

        // A thread that must not keep the process: a pipe may stay open for ever.
        new Thread(ReadAll) { IsBackground = true, Name = "compare: standard input" }.Start();
    }

    private void ReadAll()
    {
        byte[] part = new byte[64 << 10];
        using Stream input = Console.OpenStandardInput();
        int count;
        do
        {
            try
            {
                count = input.Read(part);
            }
            catch (IOException)
            {
                count = 0;
            }

            lock (_lock)
            {
                _read.Write(part, 0, count);
                _isComplete = count == 0;
                Monitor.PulseAll(_lock);
            }
        }
        while (count > 0);
    }

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }
}
