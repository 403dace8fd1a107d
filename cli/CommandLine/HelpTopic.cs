namespace Pyl.Cli.CommandLine;

/// <summary>The pages of help that the command has.</summary>
internal enum HelpTopic
{
    /// <summary>--help.</summary>
    Options,

    /// <summary>--help-env.</summary>
    Environment,

    /// <summary>--help-xoptions.</summary>
    ExtraOptions,

    /// <summary>--help-all.</summary>
    All,
}
