namespace Pyl.VM.Types;

/// <summary>Indices into <see cref="ExceptionObject.Members"/> of the attributes that only some exception classes have.</summary>
internal static class ExceptionMembers
{
    /// <summary>AttributeError.name, NameError.name, ImportError.name.</summary>
    public const int Name = 0;

    /// <summary>AttributeError.obj.</summary>
    public const int Object = 1;

    /// <summary>ImportError.path.</summary>
    public const int Path = 1;

    /// <summary>ImportError.name_from.</summary>
    public const int NameFrom = 2;

    /// <summary>ImportError.msg.</summary>
    public const int ImportMessage = 3;

    /// <summary>StopIteration.value, SystemExit.code.</summary>
    public const int StopValue = 0;
}
