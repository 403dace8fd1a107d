System.Console.WriteLine("pyl");
